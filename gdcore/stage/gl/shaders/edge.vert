// One outline edge: a quad around it, wide enough to hold each pixel that it touches.
in vec3 start;  // pixel column, pixel row, depth
in vec3 end;

flat out vec4 edge;

void main() {
    vec2 along = normalize(end.xy - start.xy + vec2(1e-5, 0.0));
    vec2 across = vec2(-along.y, along.x);
    bool last = gl_VertexID >= 2;
    float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;
    vec3 at = last ? end : start;
    vec2 p = at.xy + across * side * 1.6 + along * (last ? 0.5 : -0.5);
    edge = vec4(start.xy, end.xy);
    gl_Position = from_pixels(p, at.z);
}
