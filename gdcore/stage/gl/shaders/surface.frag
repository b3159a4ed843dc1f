in vec3 v_colour;
#ifdef UNDERSIDE
in float v_below;         // brightness of the underside
uniform vec3 underside;   // its colour
#else
in vec3 v_below;          // colour of the underside
#endif
#if defined(LEVELS) || defined(LATTICE)
in float v_turned;        // 0 to 1: how much of the lines is seen where the surface turns away
#endif

uniform sampler2D colours;
uniform vec2 range;      // values at the two ends of the colour map
uniform float opacity;
#if defined(CUT) || defined(POLES)
in float v_value;
#endif
#ifdef LEVELS
in float v_level;         // grows by one from a level curve to the next
uniform vec2 drawn;       // lowest and highest of the levels that are drawn, counted as v_level
uniform vec4 level_ink;   // colour and strength of level curves
uniform float level_width; // pixels
#endif
#ifdef LATTICE
in vec2 v_lattice;
uniform vec4 grid_ink;    // colour and strength of grid lines
uniform float grid_width; // pixels
#endif
#ifdef BEHIND
uniform vec3 behind;     // the one colour that is seen through it
#endif
#if defined(CUT) || defined(PAINT)
in vec2 v_parameter;
#endif
#if defined(POLES) || defined(PAINT)
in vec3 v_light;
in float v_glint;
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

void main() {
#ifdef CUT
    if (v_value < kept.x || v_value > kept.y) discard;
    if (v_parameter.x < shown.x || v_parameter.x > shown.y) discard;
    if (v_parameter.y < shown.z || v_parameter.y > shown.w) discard;
#endif
#ifdef POLES
    // At a rim, a cell's corners may be far apart on the colour map, or beyond it: their colours
    // say nothing of the values between, which are looked up here.
    float share = (v_value - range.x) / (range.y - range.x);
    vec3 colour = texture(colours, vec2(share, 0.5)).rgb * v_light + v_glint;
#else
    vec3 colour = v_colour;
#endif
#ifdef PAINT
    vec4 painted = texture(paint, v_parameter * paint_span.xy + paint_span.zw) * paint_opacity;
    colour = colour * (1.0 - painted.a) + painted.rgb * v_light + v_glint * painted.a;
#endif
    // The picture's first row is its top one, so that what faces the eye winds clockwise.
#ifdef UNDERSIDE
    if (gl_FrontFacing) colour = underside * v_below;
#else
    if (gl_FrontFacing) colour = v_below;
#endif
#ifdef LATTICE
    vec2 away = abs(v_lattice - roundEven(v_lattice)) / max(fwidth(v_lattice), 1e-6);
    vec2 on_grid = clamp(0.5 * grid_width + 0.5 - away, 0.0, 1.0);
    colour = mix(colour, grid_ink.rgb, grid_ink.a * v_turned * max(on_grid.x, on_grid.y));
#endif
#ifdef LEVELS
    float slope = max(fwidth(v_level), 1e-6);
    float nearest = roundEven(v_level);
    float on_level = clamp(0.5 * level_width + 0.5 - abs(v_level - nearest) / slope, 0.0, 1.0);
    // Where levels crowd below a few pixels they would turn into a grey mash.
    on_level *= clamp(1.6 - 4.0 * slope, 0.0, 1.0) * step(drawn.x, nearest) * step(nearest, drawn.y);
    colour = mix(colour, level_ink.rgb, level_ink.a * v_turned * on_level);
#endif
#if defined(OPAQUE)
    pixel = vec4(colour, 1.0);
#elif defined(BEHIND)
    pixel = vec4(mix(behind, clamp(colour, 0.0, 1.0), opacity), 1.0);
#else
    pixel = vec4(clamp(colour, 0.0, 1.0) * opacity, opacity);
#endif
}
