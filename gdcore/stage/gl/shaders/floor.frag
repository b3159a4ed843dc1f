in vec2 v_parameter;
uniform sampler2D values;   // the value, and the cover: 1 inside, 0.5 at the rim
uniform sampler2D colours;
uniform vec2 range;        // values at the two ends of the colour map
uniform vec2 level;        // first level and the step between levels
uniform vec4 level_ink;    // colour and strength of level curves
uniform float level_width; // pixels
uniform vec3 ground;       // the floor's own colour, and what is behind it
uniform float tint;        // how much of the colour map is seen
uniform float opacity;
out vec4 pixel;

void main() {
#ifdef COVER
    vec2 found = texture(values, v_parameter).rg;
    float value = found.r;
#else
    float value = texture(values, v_parameter).r;
#endif
    float share = (value - range.x) / (range.y - range.x);
    vec3 colour = mix(ground, texture(colours, vec2(share, 0.5)).rgb, tint);
    float k = (value - level.x) / level.y;
    float slope = max(fwidth(k), 1e-6);
    float nearest = roundEven(k);
    float line = clamp(0.5 * level_width + 0.5 - abs(k - nearest) / slope, 0.0, 1.0);
    // As on the surface: neither a mash of lines nor the lowest level of all, a row of dots.
    line *= clamp(1.6 - 4.0 * slope, 0.0, 1.0);
    line *= step(range.x + 0.02 * level.y, level.x + nearest * level.y);
    colour = mix(colour, level_ink.rgb, level_ink.a * line);
#ifdef COVER
    float bare = clamp(0.5 - (found.g - 0.5) / max(fwidth(found.g), 1e-4), 0.0, 1.0);
    colour = mix(colour, ground, bare);
#endif
    pixel = vec4(mix(ground, colour, opacity), 1.0);
}
