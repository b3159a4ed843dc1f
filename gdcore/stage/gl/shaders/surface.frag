in vec3 v_normal;
in float v_value;
in vec2 v_lattice;
in vec2 v_parameter;
in vec3 v_colour;

uniform sampler2D colours;
uniform vec2 range;      // values at the two ends of the colour map
uniform vec2 level;      // first level and the step between levels
uniform vec4 level_ink;  // colour and strength of level curves
uniform vec4 grid_ink;   // colour and strength of grid lines
uniform vec2 line_width; // of level curves and grid lines, in pixels
uniform vec3 light;      // towards the light, in the camera's axes
uniform float opacity;
#ifdef BEHIND
uniform vec3 behind;     // the one colour that is seen through it
#endif
#ifdef CUT
uniform vec2 kept;       // values outside are cut away
uniform vec4 shown;      // part of the parameter square that is drawn
#endif
#ifdef PAINT
uniform sampler2D paint;
uniform vec4 paint_span;  // scale and start of the parameter in the picture
uniform float paint_opacity;
#endif

out vec4 pixel;

// How much of this pixel a line of `width` pixels covers, `away` pixels from its middle.
float cover(float away, float width) { return clamp(0.5 * width + 0.5 - away, 0.0, 1.0); }

void main() {
#ifdef CUT
    if (v_value < kept.x || v_value > kept.y) discard;
    if (v_parameter.x < shown.x || v_parameter.x > shown.y) discard;
    if (v_parameter.y < shown.z || v_parameter.y > shown.w) discard;
#endif
    vec3 n = normalize(v_normal);
    // The side is the triangle's: near an outline the blended normal may lean away from an eye that
    // sees the upper side. The picture's first row is its top one, so what faces us winds clockwise.
    float facing = gl_FrontFacing ? 0.78 : 1.0;  // the underside is dimmer
    n = gl_FrontFacing ? -n : n;
    float diffuse = max(dot(n, light), 0.0);
    float glint = max(2.0 * n.z * dot(n, light) - light.z, 0.0);
    glint = glint * glint; glint = glint * glint; glint = glint * glint; glint = glint * glint;

#ifdef POLES
    // Where the surface is cut, a cell's outer corners lie far beyond the colour map, so that their
    // colours say nothing of the values between: look the value up here, not at the corners.
    float share = (v_value - range.x) / (range.y - range.x);
    vec3 colour = texture(colours, vec2(share, 0.5)).rgb;
#else
    vec3 colour = v_colour;
#endif
#ifdef PAINT
    vec4 painted = texture(paint, v_parameter * paint_span.xy + paint_span.zw) * paint_opacity;
    colour = colour * (1.0 - painted.a) + painted.rgb;
#endif
    colour = colour * (0.46 + 0.60 * diffuse) * facing + 0.10 * glint;

    float k = (v_value - level.x) / level.y;
    float slope = max(fwidth(k), 1e-6);
    float on_level = cover(abs(fract(k + 0.5) - 0.5) / slope, line_width.x);
    // Where levels crowd below a few pixels they would turn into a grey mash.
    on_level *= clamp(1.6 - 4.0 * slope, 0.0, 1.0);
    // Along a valley's floor the lowest level of all would be touched, not crossed: a row of dots.
    on_level *= step(range.x + 0.02 * level.y, level.x + floor(k + 0.5) * level.y);
    vec2 spread = max(fwidth(v_lattice), 1e-6);
    vec2 away = abs(fract(v_lattice + 0.5) - 0.5) / spread;
    vec2 on_grid = clamp(0.5 * line_width.yy + 0.5 - away, 0.0, 1.0);
    colour = mix(colour, grid_ink.rgb, grid_ink.a * max(on_grid.x, on_grid.y));
    colour = mix(colour, level_ink.rgb, level_ink.a * on_level);
#ifdef BEHIND
    pixel = vec4(mix(behind, clamp(colour, 0.0, 1.0), opacity), 1.0);
#else
    pixel = vec4(clamp(colour, 0.0, 1.0) * opacity, opacity);
#endif
}
