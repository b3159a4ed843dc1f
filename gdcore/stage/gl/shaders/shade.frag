in float v_share;
uniform vec4 colour;
out vec4 pixel;
void main() {
    float alpha = colour.a * v_share;
    pixel = vec4(colour.rgb * alpha, alpha);
}
