in vec3 position;
in vec3 normal;
in float value;
in vec2 light;      // what the point sees of the sky and of the lamp, 0..1
in vec2 lattice;    // grows by one from a grid line to the next
in vec2 parameter;  // 0..1 across the mesh

uniform float base;  // scene height from which the surface rises
uniform float rise;  // 0: flat in the base plane, 1: its own shape
uniform vec3 lamp;   // towards the lamp, in the scene's axes
uniform sampler2D colours;
uniform vec2 range;  // values at the two ends of the colour map

// A cell is so small that blending its corners' colours is the colour map, lit.
out vec3 v_colour;
#ifdef UNDERSIDE
out float v_below;   // brightness of the underside, which has one colour
#else
out vec3 v_below;    // the underside's colour: the upper side's, darker
#endif
#if defined(LEVELS) || defined(LATTICE)
uniform float cell;  // scene units: the side of a cell
out float v_turned;
#endif
#if defined(CUT) || defined(POLES)
out float v_value;
#endif
#ifdef LEVELS
uniform vec2 level;  // first level and the step between levels
out float v_level;   // grows by one from a level curve to the next
#endif
#ifdef LATTICE
out vec2 v_lattice;
#endif
#if defined(CUT) || defined(PAINT)
out vec2 v_parameter;
#endif
#if defined(POLES) || defined(PAINT)
out vec3 v_light;
out float v_glint;
#endif

// A warm lamp in a cool sky. Together they are white for what lies level in the open, so that there
// the colour is the colour map's own. A flank that faces the lamp is about a seventh brighter, one in
// full shade has three fifths of the light: the range of a three-light kit, and still the same hue.
const vec3 SKY = vec3(0.52, 0.54, 0.59);
const float BOUNCE = 0.5;  // of the light that the walls of a hollow take from it, they throw back so much
const float AROUND = 0.2;  // cosine by which the lamp, which is no point, reaches around a hill
// Pixels across a cell, the short way, below which there are no lines, and above which they are whole.
const vec2 NARROW = vec2(0.5, 2.0);
const float USUAL = 10.0;  // pixels across a cell that faces the eye; small frames have fewer

// The light where so much of the sky is seen and the lamp's rays meet the surface at this cosine.
vec3 daylight(float sky, float cosine) {
    float direct = max(cosine + AROUND, 0.0) / (max(lamp.z, 0.25) + AROUND);
    return SKY * sky + (1.0 - SKY) * direct;
}

void main() {
    float steep = rise * squash_floor.x;  // 0 for a map: the light fades as the surface flattens
    vec3 p = vec3(position.xy, base + (position.z - base) * rise);
    vec3 n = normalize(vec3(normal.xy * steep, normal.z));
    vec2 seen = mix(vec2(1.0), mix(vec2(BOUNCE), vec2(1.0), light), min(abs(steep), 1.0));
    vec3 lit = daylight(seen.x, dot(n, lamp) * seen.y);
    // The lamp mirrored in a surface that shines a little; a hollow would look filled with mist.
    vec3 turned = rotation * n;
    vec3 turned_lamp = rotation * lamp;
    float mirror = max(2.0 * turned.z * dot(turned, turned_lamp) - turned_lamp.z, 0.0);
    mirror *= mirror; mirror *= mirror; mirror *= mirror; mirror *= mirror;
    float glint = 0.10 * mirror * light.x * light.x * light.y * min(abs(steep), 1.0);

    float share = (value - range.x) / (range.y - range.x);
    vec3 colour = textureLod(colours, vec2(share, 0.5), 0.0).rgb;
    v_colour = colour * lit + glint;
    // Light from the ground shows the underside's shape: brighter where it faces the eye.
#ifdef UNDERSIDE
    v_below = mix(1.0, 0.65 + 0.35 * abs(turned.z), min(abs(steep), 1.0));
#else
    v_below = 0.78 * colour * daylight(mix(BOUNCE, 1.0, 0.5 - 0.5 * n.z), -dot(n, lamp));
#endif
#if defined(CUT) || defined(POLES)
    v_value = value;
#endif
#ifdef LEVELS
    v_level = (value - level.x) / level.y;
#endif
#ifdef LATTICE
    v_lattice = lattice;
#endif
#if defined(CUT) || defined(PAINT)
    v_parameter = parameter;
#endif
#if defined(POLES) || defined(PAINT)
    v_light = lit;
    v_glint = glint;
#endif
    vec3 q = turn(p);
    gl_Position = clip(q, 0.0);
#if defined(LEVELS) || defined(LATTICE)
    // Where a hill turns away, a line may lie in a cell that is narrower than a pixel and so be seen
    // in one pixel and not in the next: a row of dots.
    float facing = abs(dot(turned, normalize(vec3(0.0, 0.0, centre_focal.w) - q)));
    float across = max(cell * screen.z * screen.w / gl_Position.w, USUAL);
    v_turned = smoothstep(NARROW.x, NARROW.y, facing * across);
#endif
}
