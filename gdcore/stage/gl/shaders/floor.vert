// A flat four-cornered map.
in vec3 position;
in vec2 parameter;
out vec2 v_parameter;
void main() {
    v_parameter = parameter;
    gl_Position = clip(turn(position), 0.0);
}
