// A raster picture on a rectangle of pixels.
uniform vec4 box;    // left, top, right, bottom in pixels
uniform float depth;
out vec2 v_at;
void main() {
    v_at = vec2((gl_VertexID & 1) == 0 ? 0.0 : 1.0, gl_VertexID < 2 ? 0.0 : 1.0);
    gl_Position = from_pixels(mix(box.xy, box.zw, v_at), depth);
}
