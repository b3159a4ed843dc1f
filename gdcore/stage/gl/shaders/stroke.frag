in vec2 v_at;
in float v_half;
flat in float v_length;
flat in float v_fade;
flat in vec4 v_colour;
flat in float v_round_ends;
out vec4 pixel;

void main() {
    float over = max(max(-v_at.x, v_at.x - v_length), 0.0);
    float away = length(vec2(over, v_at.y));
    float alpha = clamp(v_half + 0.5 - away, 0.0, 1.0) * v_colour.a * v_fade;
    if (v_round_ends < 0.5) {
        alpha = clamp(v_half + 0.5 - abs(v_at.y), 0.0, 1.0) * clamp(0.5 - over + 0.5 * float(over == 0.0), 0.0, 1.0);
        alpha *= v_colour.a * v_fade;
    }
    pixel = vec4(v_colour.rgb * alpha, alpha);
}
