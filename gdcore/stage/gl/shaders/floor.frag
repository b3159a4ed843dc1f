in vec2 v_parameter;
uniform sampler2D values;
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
    float value = texture(values, v_parameter).r;
    float share = (value - range.x) / (range.y - range.x);
    vec3 colour = mix(ground, texture(colours, vec2(share, 0.5)).rgb, tint);
    float k = (value - level.x) / level.y;
    float slope = max(fwidth(k), 1e-6);
    float nearest = floor(k + 0.5);
    float line = clamp(0.5 * level_width + 0.5 - abs(k - nearest) / slope, 0.0, 1.0);
    // As on the surface: neither a mash of lines nor the lowest level of all, a row of dots.
    line *= clamp(1.6 - 4.0 * slope, 0.0, 1.0);
    line *= step(range.x + 0.02 * level.y, level.x + nearest * level.y);
    colour = mix(colour, level_ink.rgb, level_ink.a * line);
    // Where the function has no value there is bare ground.
    if (!(share > -4.0 && share < 5.0)) colour = ground;
    pixel = vec4(mix(ground, colour, opacity), 1.0);
}
