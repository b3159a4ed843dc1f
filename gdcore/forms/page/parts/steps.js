"use strict";
// The slider of steps, and everything that moves with it.

const PLAY_SECONDS = 12; // for all steps together
const FASTEST = 25, SLOWEST = 3; // steps a second
const HALF = 0.22, TALLEST = 0.32; // of the box's side: half of a tangent plane, and how far it rises
const LONGER = 1.45; // a tangent to the tangent plane's width, so that both are visible

function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}

for (const descent of data.descents) {
  for (const name of ["points", "values", "gradients", "trail"]) descent[name] = unpack(descent[name]);
}

const dimension = data.variables.length;
const element = (id) => document.getElementById(id);
const checked = (id) => Boolean(element(id)?.checked);

/** The last shown row of a descent that is no later than a step. */
function rowAt(descent, step) {
  let low = 0, high = descent.steps.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (descent.steps[middle] <= step) low = middle; else high = middle - 1;
  }
  return low;
}

/** Column `k` of rows `from` to `to` of a table with so many columns. */
function column(table, columns, k, from, to) {
  const found = [];
  for (let row = from; row < to; row += 1) found.push(table[row * columns + k]);
  return found;
}

function hover(descent, row) {
  const label = data.descents.length > 1 ? `${escapeText(descent.label)}<br>` : "";
  return `${label}${data.words.step} ${whole(descent.steps[row])}<br>${escapeText(names())} = ${descent.point[row]}`
    + `<br>f = ${descent.value[row]}`;
}

const names = () => (dimension > 1 ? `(${data.variables.join(", ")})` : data.variables[0]);
const escapeText = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

class Steps {
  constructor() {
    this.position = data.steps.length - 1;
    this.chosen = 0;
    this.timer = null;
  }

  get step() {
    return data.steps[this.position];
  }

  /** Go to a position of the slider. */
  go(position) {
    this.position = Math.min(Math.max(position, 0), data.steps.length - 1);
    this.show();
  }

  show() {
    data.descents.forEach((descent, i) => this.place(descent, i, rowAt(descent, this.step)));
    this.touch();
    this.tell();
    for (const picture of pictures) picture.flush();
  }

  /** Trail, dots and ball of a descent in every picture. */
  place(descent, i, row) {
    const width = dimension + 1;
    for (const picture of pictures) {
      if (picture.has(`head-${i}`)) {
        const curve = picture.trace(`curve-${i}`);
        const at = Math.min(row, curve.x.length - 1);
        picture.set(`head-${i}`, { x: [curve.x[at]], y: [curve.y[at]] });
        continue;
      }
      const end = descent.ends[row] + 1;
      const trail = (k, raised = 0) =>
        column(descent.trail, width, k, 0, end).map((part) => part + raised);
      const inner = [];
      for (let k = 0; k < row; k += 1) if (descent.inside[k] && descent.dotted[k]) inner.push(k);
      const at = (k, rows, raised = 0) =>
        rows.map((r) => descent.trail[descent.ends[r] * width + k] + raised);
      const axes = picture.spatial ? ["x", "y", "z"] : ["x", "y"];
      const lift = picture.spatial ? data.box.lift : 0;
      const parts = (choose) => Object.fromEntries(
        axes.map((axis, k) => [axis, choose(k, k === 2 ? lift : 0)]));
      picture.set(`rim-${i}`, parts((k) => trail(k)));
      picture.set(`trail-${i}`, parts((k, raised) => trail(k, raised)));
      const told = (rows) => ({ hovertext: rows.map((r) => hover(descent, r)) });
      picture.set(`dots-${i}`, { ...parts((k, raised) => at(k, inner, 2 * raised)), ...told(inner) });
      picture.set(`ball-${i}`, picture.spatial
        ? { ...ball([0, 1, 2].map((k) => at(k, [row])[0])), hovertext: hover(descent, row) }
        : { ...parts((k) => at(k, [row])), ...told([row]) });
    }
  }

  /** Tangent plane, slices and tangents at the ball of the chosen descent. */
  touch() {
    const descent = data.descents[this.chosen];
    if (!data.box) return;
    const row = rowAt(descent, this.step);
    const fits = descent.inside[row] && descent.smooth[row];
    const point = column(descent.points, 1, 0, row * dimension, (row + 1) * dimension);
    const slope = column(descent.gradients, 1, 0, row * dimension, (row + 1) * dimension);
    const value = descent.values[row];
    for (const picture of pictures) {
      if (picture.has("tangent-0") && dimension === 1) {
        const [low, high] = data.box.domain[0];
        const ends = fits && checked("show-plane") ? [low, high] : [];
        picture.set("tangent-0", { x: ends, y: ends.map((x) => value + slope[0] * (x - point[0])) });
      } else if (picture.spatial) {
        this.touchSurface(picture, point, value, slope, fits);
      }
    }
  }

  touchSurface(picture, point, value, slope, fits) {
    const { domain, range, sides, height, lift } = data.box;
    // How much of a variable, and of f, one unit of the box is.
    const unit = [0, 1].map((k) => (domain[k][1] - domain[k][0]) / sides[k]);
    const rise = [0, 1].map((k) => Math.abs(slope[k]) * unit[k] * height / (range[1] - range[0]));
    const half = Math.min(HALF, TALLEST / (rise[0] + rise[1] || 1e-300));
    const reach = unit.map((u) => half * u);
    const f = (dx, dy) => value + slope[0] * dx + slope[1] * dy + lift;
    const plane = { x: [], y: [], z: [], i: [], j: [], k: [] };
    if (fits && checked("show-plane")) {
      for (const [a, b] of [[-1, -1], [1, -1], [1, 1], [-1, 1]]) {
        plane.x.push(point[0] + a * reach[0]);
        plane.y.push(point[1] + b * reach[1]);
        plane.z.push(f(a * reach[0], b * reach[1]));
      }
      Object.assign(plane, { i: [0, 0], j: [1, 2], k: [2, 3] });
    }
    picture.set("plane", plane);
    let sliced = false;
    for (const along of [0, 1]) {
      const shown = fits && checked(`show-slice-${along}`);
      sliced ||= shown;
      const line = { x: [], y: [], z: [] };
      const tangent = { x: [], y: [], z: [] };
      if (shown) {
        for (const [at, height] of sliceOf(point, value, along)) {
          line["xy"[along]].push(at);
          line["xy"[1 - along]].push(point[1 - along]);
          line.z.push(height === null ? null : height + lift);
        }
        for (const sign of [-1, 1]) {
          const far = sign * LONGER * reach[along];
          tangent["xy"[along]].push(point[along] + far);
          tangent["xy"[1 - along]].push(point[1 - along]);
          tangent.z.push(along ? f(0, far) : f(far, 0));
        }
      }
      picture.set(`slice-${along}`, line);
      picture.set(`tangent-${along}`, tangent);
    }
    const opacity = sliced ? 0.6 : 1;
    const surface = picture.trace("surface");
    if ((surface.opacity ?? 1) !== opacity) picture.set("surface", { opacity });
  }

  /** The numbers beside the pictures. */
  tell() {
    const slider = element("step");
    slider.value = String(this.position);
    const clock = element("clock").dataset.text.replace("#", whole(this.step));
    slider.setAttribute("aria-valuetext", clock);
    element("clock").textContent = clock;
    data.descents.forEach((descent, i) => {
      const row = rowAt(descent, this.step);
      const cells = element(`now-${i}`).querySelectorAll("td");
      const texts = [whole(descent.steps[row]), descent.point[row], descent.value[row],
        descent.norm[row], descent.rate[row]];
      texts.forEach((text, k) => { cells[k].textContent = text || "–"; });
      element(`now-${i}`).classList.toggle("outside", !descent.inside[row]);
      element(`note-${i}`).textContent = descent.inside[row] ? "" : data.words.outside;
    });
    this.tellChosen();
  }

  tellChosen() {
    const descent = data.descents[this.chosen];
    const row = rowAt(descent, this.step);
    const move = descent.moves[row];
    for (const rule of document.querySelectorAll("[data-rule]")) {
      rule.hidden = Number(rule.dataset.rule) !== this.chosen;
    }
    element("rule-numbers").textContent = move ? written(move) : "";
    const known = descent.smooth[row] && descent.inside[row];
    data.derivatives.forEach((name, k) => {
      const place = element(`slope-${k}`);
      if (place) place.textContent = known ? `${name} = ${descent.slopes[row][k]}` : "";
    });
    const missing = element("no-tangent");
    if (missing) missing.textContent = descent.smooth[row] ? "" : data.words["no-tangent"];
    table.mark(this.chosen, row);
  }

  play() {
    if (this.timer) return this.pause();
    if (this.position === data.steps.length - 1) this.go(0);
    const pace = Math.min(Math.max(data.steps.length / PLAY_SECONDS, SLOWEST), FASTEST);
    const began = performance.now(), from = this.position;
    this.label(data.words.pause, true);
    const tick = () => {
      const position = from + Math.floor((performance.now() - began) / 1000 * pace);
      if (position !== this.position) this.go(position);
      if (this.position >= data.steps.length - 1) this.pause();
      else this.timer = requestAnimationFrame(tick);
    };
    this.timer = requestAnimationFrame(tick);
    return undefined;
  }

  pause() {
    cancelAnimationFrame(this.timer);
    this.timer = null;
    this.label(data.words.play, false);
  }

  label(text, playing) {
    element("play").setAttribute("aria-label", text);
    element("play").title = text;
    element("play").classList.toggle("playing", playing);
  }
}

/** A ball that lies on the surface at a place. */
function ball(place) {
  const { domain, range, sides, height, ball: { size, corners, faces } } = data.box;
  const unit = [0, 1].map((k) => (domain[k][1] - domain[k][0]) / sides[k]);
  unit.push((range[1] - range[0]) / height);
  const found = { i: faces[0], j: faces[1], k: faces[2] };
  ["x", "y", "z"].forEach((axis, k) => {
    const middle = place[k] + (k === 2 ? size * unit[2] : 0);
    found[axis] = corners[k].map((part) => middle + part * size * unit[k]);
  });
  return found;
}

/** (coordinate, f) along one variable through a point, on the surface's own grid. */
function sliceOf(point, value, along) {
  const surface = pictures.find((picture) => picture.spatial);
  const grid = surface.grid ??= heights(surface);
  const held = grid.axes[1 - along];
  const at = (point[1 - along] - held[0]) / (held[held.length - 1] - held[0]) * (held.length - 1);
  const below = Math.min(Math.max(Math.floor(at), 0), held.length - 2), share = at - below;
  const height = (k) => {
    const [a, b] = [0, 1].map((d) => along
      ? grid.rows[k][below + d] : grid.rows[below + d][k]);
    const between = a + share * (b - a);
    const [low, high] = data.box.range;
    return Number.isFinite(between) && between >= low && between <= high ? between : null;
  };
  const line = Array.from(grid.axes[along], (x, k) => [x, height(k)]);
  line.push([point[along], value]);
  return line.sort((one, other) => one[0] - other[0]);
}

function heights(surface) {
  const trace = surface.box._fullData[surface.index.get("surface")];
  return { axes: [trace.x, trace.y], rows: trace.z };
}

/** A number of steps as the lesson's language writes it, from 10 000 on with thin spaces. */
const whole = (n) => (n < 10000 ? String(n) : String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009"));

const negative = (text) => (text.startsWith("−") ? `(${text})` : text);

/** A step with its numbers, which are rounded. */
function written([end, start, rate, change]) {
  return rate === null ? `${end} ≈ ${start} + ${negative(change)}`
    : `${end} ≈ ${start} − ${rate} · ${negative(change)}`;
}

/** The table of all shown steps of the chosen descent, made when it is opened. */
const table = {
  of: null,
  fill(chosen) {
    const descent = data.descents[chosen];
    const body = element("steps-table").tBodies[0];
    const rows = descent.steps.map((step, row) => {
      const line = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = whole(step);
      button.addEventListener("click", () => {
        steps.pause();
        steps.go(data.steps.findIndex((s) => s >= step));
      });
      head.append(button);
      const texts = [descent.point[row], descent.value[row], ...descent.slopes[row],
        descent.norm[row], descent.rate[row]];
      line.append(head, ...texts.map((text) => {
        const cell = document.createElement("td");
        cell.textContent = text || "–";
        return cell;
      }));
      return line;
    });
    body.replaceChildren(...rows);
    this.of = chosen;
  },
  mark(chosen, row) {
    if (!element("steps-details").open) return;
    if (this.of !== chosen) this.fill(chosen);
    const rows = element("steps-table").tBodies[0].rows;
    element("steps-table").querySelector("[aria-current]")?.removeAttribute("aria-current");
    rows[row].setAttribute("aria-current", "step");
  },
};

const steps = data.steps.length ? new Steps() : null;
