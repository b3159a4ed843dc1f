// A spot on the ground.
in vec3 position;
in float share;
uniform float lift;
out float v_share;
void main() {
    v_share = share;
    gl_Position = clip(turn(position), lift);
}
