in vec3 position;
in vec3 normal;
in float value;
in vec2 lattice;    // grows by one from a grid line to the next
in vec2 parameter;  // 0..1 across the mesh

uniform float base;  // scene height from which the surface rises
uniform float rise;  // 0: flat in the base plane, 1: its own shape
uniform sampler2D colours;
uniform vec2 range;  // values at the two ends of the colour map

out vec3 v_normal;
out float v_value;
out vec2 v_lattice;
out vec2 v_parameter;
out vec3 v_colour;   // a cell is so small that blending its corners' colours is the colour map

void main() {
    vec3 p = vec3(position.xy, base + (position.z - base) * rise);
    v_normal = rotation * vec3(normal.xy * rise * squash_floor.x, normal.z);
    v_value = value;
    float share = (value - range.x) / (range.y - range.x);
    v_colour = textureLod(colours, vec2(share, 0.5), 0.0).rgb;
    v_lattice = lattice;
    v_parameter = parameter;
    gl_Position = clip(turn(p), 0.0);
}
