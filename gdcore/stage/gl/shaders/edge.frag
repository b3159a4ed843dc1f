// Geometric post-process antialiasing (E. Persson, 2011): the share of this pixel that lies
// beyond the edge takes the colour of the neighbour on that side.
flat in vec4 edge;
uniform sampler2D picture;  // as it was before any edge was smoothed
out vec4 pixel;

void main() {
    vec2 here = gl_FragCoord.xy;
    vec2 along = edge.zw - edge.xy;
    bool level = abs(along.x) >= abs(along.y);
    // Distance to the edge, measured along the axis that crosses it.
    float t = level ? (here.x - edge.x) / along.x : (here.y - edge.y) / along.y;
    if (!(t >= 0.0 && t <= 1.0)) discard;
    float away = level ? edge.y + along.y * t - here.y : edge.x + along.x * t - here.x;
    // What the edge cuts off a unit square: linear while it crosses two opposite sides, quadratic
    // while it cuts off a corner.
    float slope = level ? abs(along.y / along.x) : abs(along.x / along.y);
    float left = 0.5 + 0.5 * slope - abs(away);
    if (left <= 0.0) discard;
    float share = left < slope ? left * left / (2.0 * slope) : 0.5 - abs(away);
    ivec2 there = ivec2(here) + (level ? ivec2(0, away < 0.0 ? -1 : 1) : ivec2(away < 0.0 ? -1 : 1, 0));
    there = clamp(there, ivec2(0), textureSize(picture, 0) - 1);
    pixel = mix(texelFetch(picture, ivec2(here), 0), texelFetch(picture, there, 0), share);
}
