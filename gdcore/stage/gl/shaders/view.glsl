layout(std140) uniform View {
    mat3 rotation;
    vec4 centre_focal;   // centre of the turn, focal distance
    vec4 scale_offset;   // scene units to clip space, move of the whole picture
    vec4 screen;         // width and height in pixels, pixels to a unit, zoom
    vec4 flat_depth;     // units of a fixed-in-frame mobject to clip space; depth = z + w / w-share
    vec4 squash_floor;   // heights above the floor are multiplied by the squash
};

vec3 turn(vec3 p) {
    p.z = squash_floor.y + (p.z - squash_floor.y) * squash_floor.x;
    return rotation * (p - centre_focal.xyz);
}

// Clip position of a turned point; `lift` brings its depth alone so much nearer to the eye.
vec4 clip(vec3 q, float lift) {
    float focal = centre_focal.w;
    float w = max((focal - q.z) / focal, 0.0625);
    float lifted = max(w - lift / focal, 0.0625);
    float depth = flat_depth.z + flat_depth.w / lifted;
    return vec4(q.xy * scale_offset.xy + scale_offset.zw * w, depth * w, w);
}

vec2 to_pixels(vec4 c) { return (c.xy / c.w * 0.5 + 0.5) * screen.xy; }
vec4 from_pixels(vec2 p, float depth) { return vec4(p / screen.xy * 2.0 - 1.0, depth, 1.0); }
