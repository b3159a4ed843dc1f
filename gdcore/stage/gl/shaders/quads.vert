// Raster pictures, each on a rectangle of pixels, six vertices for each.
in vec4 box;     // left, top, right, bottom in pixels
in vec2 origin;  // of the raster in the atlas, pixels
in vec2 state;   // depth, opacity
uniform sampler2D atlas;
out vec2 v_at;
flat out float v_opacity;

void main() {
    const int corners[6] = int[6](0, 1, 2, 2, 1, 3);
    int corner = corners[gl_VertexID % 6];
    vec2 at = vec2(corner & 1, corner >> 1);
    v_at = (origin + at * (box.zw - box.xy)) / textureSize(atlas, 0);
    v_opacity = state.y;
    gl_Position = from_pixels(mix(box.xy, box.zw, at), state.x);
}
