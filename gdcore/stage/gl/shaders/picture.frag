in vec2 v_at;
uniform sampler2D raster;
uniform float opacity;
out vec4 pixel;
void main() { pixel = texture(raster, v_at) * opacity; }
