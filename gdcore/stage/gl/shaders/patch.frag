in vec2 v_parameter;
uniform vec4 colour;
uniform float lines;      // grid lines to a side
uniform float line_width; // pixels
out vec4 pixel;

void main() {
    vec2 spread = max(fwidth(v_parameter), 1e-6);
    vec2 border = min(v_parameter, 1.0 - v_parameter) / spread;
    float inside = clamp(min(border.x, border.y), 0.0, 1.0);
    float rim = clamp(1.5 * line_width + 0.5 - min(border.x, border.y), 0.0, 1.0);
    vec2 k = v_parameter * lines;
    vec2 away = abs(fract(k + 0.5) - 0.5) / max(spread * lines, 1e-6);
    vec2 on = clamp(0.5 * line_width + 0.5 - away, 0.0, 1.0) * min(lines, 1.0);
    float ink = max(max(on.x, on.y) * 0.25, rim * 0.75);
    float alpha = inside * mix(colour.a, min(1.0, colour.a * 2.0), ink);
    vec3 shade = mix(colour.rgb, vec3(1.0), 0.35 * ink);
    pixel = vec4(shade * alpha, alpha);
}
