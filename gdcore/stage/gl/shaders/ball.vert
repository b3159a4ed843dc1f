// A sphere as one square that faces the eye.
in vec3 middle;
in vec2 size;    // radius, and scene units by which the depth alone is nearer
in vec4 colour;
in vec3 lamp;    // towards the lamp, in the camera's axes

out vec2 v_at;     // -1..1 across the ball, a little more at the square's rim
flat out float v_pixels;
flat out vec3 v_turned;
flat out vec2 v_size;
flat out vec4 v_colour;
flat out vec3 v_lamp;

void main() {
    float radius = size.x;
    v_size = size;
    v_colour = colour;
    v_lamp = lamp;
    vec3 q = turn(middle);
    vec4 c = clip(q, 0.0);
    v_turned = q;
    v_pixels = radius * screen.w * screen.z / c.w;
    vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, gl_VertexID < 2 ? -1.0 : 1.0);
    v_at = corner * (1.0 + 1.5 / max(v_pixels, 1.0));
    vec2 p = to_pixels(c) + v_at * v_pixels * vec2(1.0, -1.0);
    gl_Position = from_pixels(p, c.z / c.w);
}
