// One segment of a polyline, with mitred joins where it bends gently and round ones elsewhere.
in vec3 before;
in vec3 start;
in vec3 end;
in vec3 after;
in vec2 widths;  // at start and end, scene units on the screen
in vec2 places;  // of start and end on the line, 0..1
in vec4 colour;
in vec2 shown;   // part of the line that is drawn
in vec4 manner;  // lift, fixed in frame, swell, round ends

uniform float thin;  // least width in pixels

flat out vec4 v_colour;
flat out float v_round_ends;
out vec2 v_at;       // along and across, pixels
out float v_half;
flat out float v_length;
flat out float v_fade;

vec4 place(vec3 p) {
    float lift = manner.x;  // of the depth alone, scene units towards the eye
    if (manner.y > 0.5) return vec4(p.xy * flat_depth.xy, -1.0, 1.0);
    return clip(turn(p), lift);
}

void main() {
    bool fixed_in_frame = manner.y > 0.5, round_ends = manner.w > 0.5;
    float swell = manner.z;  // share by which the width follows the perspective
    float first = clamp((shown.x - places.x) / max(places.y - places.x, 1e-12), 0.0, 1.0);
    float final = clamp((shown.y - places.x) / max(places.y - places.x, 1e-12), 0.0, 1.0);
    bool cut_start = first > 0.0, cut_end = final < 1.0;
    vec4 ca = place(mix(start, end, first)), cb = place(mix(start, end, final));
    vec2 a = to_pixels(ca), b = to_pixels(cb);
    vec2 span = b - a;
    float len = length(span);
    vec2 along = len > 1e-4 ? span / len : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);

    bool last = gl_VertexID >= 2;
    float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;
    float grow = fixed_in_frame ? 1.0 : mix(1.0, screen.w / (last ? cb.w : ca.w), swell);
    float wide = mix(widths.x, widths.y, last ? final : first) * screen.z * grow;
    v_fade = min(max(widths.x, widths.y) * screen.z * grow / thin, 1.0);
    float half_width = 0.5 * max(wide, thin);

    vec2 here = last ? b : a;
    vec2 beyond = to_pixels(place(last ? after : before));
    vec2 onward = last ? beyond - b : a - beyond;
    float onward_length = length(onward);
    bool joined = !(last ? cut_end : cut_start) && onward_length > 1e-3 && len > 1e-4;
    vec2 other = joined ? onward / onward_length : along;
    float cosine = dot(along, other);
    float reach = half_width + 1.0;
    vec2 p;
    // A mitre sticks out by 1 / cos(half the bend): gentle bends alone.
    if (joined && cosine > 0.35) {
        vec2 mitre = normalize(across + vec2(-other.y, other.x));
        p = here + mitre * side * reach / dot(mitre, across);
        v_at = vec2(last ? len : 0.0, side * reach);
    } else {
        p = here + across * side * reach + along * (last ? 1.0 : -1.0) * (round_ends ? reach : 1.0);
        float stop = round_ends ? reach : 1.0;
        v_at = vec2(last ? len + stop : -stop, side * reach);
    }
    v_colour = colour;
    v_round_ends = manner.w;
    v_half = half_width;
    v_length = len;
    bool gone = places.y <= shown.x || places.x >= shown.y;
    vec4 c = last ? cb : ca;
    gl_Position = gone ? vec4(2.0, 2.0, 2.0, 1.0) : from_pixels(p, c.z / c.w);
}
