in vec2 v_at;
flat in float v_pixels;
flat in vec3 v_turned;
flat in vec2 v_size;    // radius, and scene units by which the depth alone is nearer
flat in vec4 v_colour;
flat in vec3 v_lamp;    // towards the lamp, in the camera's axes
out vec4 pixel;

void main() {
    float away = length(v_at);
    float alpha = clamp((1.0 - away) * v_pixels + 0.5, 0.0, 1.0) * v_colour.a;
    if (alpha <= 0.0) discard;
    vec3 n = vec3(v_at, sqrt(max(1.0 - away * away, 0.0)));
    n.xy /= max(away, 1.0);
    float diffuse = max(dot(n, v_lamp), 0.0);
    float glint = pow(max(2.0 * n.z * dot(n, v_lamp) - v_lamp.z, 0.0), 24.0);
    vec3 shade = v_colour.rgb * (0.62 + 0.46 * diffuse) + 0.5 * glint;
    shade *= 1.0 - 0.35 * pow(1.0 - n.z, 3.0);
    vec4 c = clip(v_turned + vec3(0.0, 0.0, n.z * v_size.x), v_size.y);
    gl_FragDepth = clamp(c.z / c.w * 0.5 + 0.5, 0.0, 1.0);
    pixel = vec4(clamp(shade, 0.0, 1.0) * alpha, alpha);
}
