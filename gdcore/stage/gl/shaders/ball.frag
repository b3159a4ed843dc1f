in vec2 v_at;
flat in float v_pixels;
flat in vec3 v_turned;
uniform float radius;
uniform float lift;  // scene units by which its depth alone is nearer
uniform vec4 colour;
uniform vec3 lamp;  // towards the lamp, in the camera's axes
out vec4 pixel;

void main() {
    float away = length(v_at);
    float alpha = clamp((1.0 - away) * v_pixels + 0.5, 0.0, 1.0) * colour.a;
    if (alpha <= 0.0) discard;
    vec3 n = vec3(v_at, sqrt(max(1.0 - away * away, 0.0)));
    n.xy /= max(away, 1.0);
    float diffuse = max(dot(n, lamp), 0.0);
    float glint = pow(max(2.0 * n.z * dot(n, lamp) - lamp.z, 0.0), 24.0);
    vec3 shade = colour.rgb * (0.62 + 0.46 * diffuse) + 0.5 * glint;
    shade *= 1.0 - 0.35 * pow(1.0 - n.z, 3.0);
    vec4 c = clip(v_turned + vec3(0.0, 0.0, n.z * radius), lift);
    gl_FragDepth = clamp(c.z / c.w * 0.5 + 0.5, 0.0, 1.0);
    pixel = vec4(clamp(shade, 0.0, 1.0) * alpha, alpha);
}
