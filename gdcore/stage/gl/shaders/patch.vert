// A flat four-cornered sheet.
in vec3 position;
in vec2 parameter;
uniform float lift;
out vec2 v_parameter;
void main() {
    v_parameter = parameter;
    gl_Position = clip(turn(position), lift);
}
