// A sphere as one square that faces the eye.
uniform vec3 middle;
uniform float radius;

out vec2 v_at;     // -1..1 across the ball, a little more at the square's rim
flat out float v_pixels;
flat out vec3 v_turned;

void main() {
    vec3 q = turn(middle);
    vec4 c = clip(q, 0.0);
    v_turned = q;
    v_pixels = radius * screen.w * screen.z / c.w;
    vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, gl_VertexID < 2 ? -1.0 : 1.0);
    v_at = corner * (1.0 + 1.5 / max(v_pixels, 1.0));
    vec2 p = to_pixels(c) + v_at * v_pixels * vec2(1.0, -1.0);
    gl_Position = from_pixels(p, c.z / c.w);
}
