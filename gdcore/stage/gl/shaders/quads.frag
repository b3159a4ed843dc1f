in vec2 v_at;
flat in float v_opacity;
uniform sampler2D atlas;
out vec4 pixel;
void main() { pixel = texture(atlas, v_at) * v_opacity; }
