"use strict";
// The pictures of a page: drawing, colours, turning and zooming. What moves with the steps is set by
// steps.js.

const data = JSON.parse(document.getElementById("page-data").textContent);
const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: "reset" };
const TURN = 10; // degrees
const NEARER = 1.2;
const WIDE = 1.5; // width to height of a picture in which the whole box is seen
const LOWEST = -85, HIGHEST = 89; // degrees: straight from above a turn would be no turn

/** The attribute of a nested object at a path such as "marker.line.color". */
function setAt(target, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  let place = target;
  for (const key of keys) place = place[key] ??= {};
  place[last] = value;
}

/** Set the colours of a theme in a figure that is not drawn yet. */
function colour(figure, theme) {
  for (const trace of figure.data) {
    for (const [path, value] of Object.entries(trace.meta?.[theme] ?? {})) setAt(trace, path, value);
  }
  for (const [path, value] of Object.entries(figure.layout.meta[theme])) {
    setAt(figure.layout, path, value);
  }
  return figure;
}

/** The theme that is shown: the reader's choice, or else that of the device. */
function theme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen) return chosen;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

class Picture {
  constructor(name, figure) {
    this.name = name;
    this.box = document.getElementById(`picture-${name}`);
    this.figure = figure;
    this.spatial = Boolean(figure.layout.scene);
    this.index = new Map(figure.data.map((trace, k) => [trace.uid, k]));
    this.changes = new Map();
    this.busy = false;
    this.first = this.spatial
      ? structuredClone(figure.layout.scene.camera)
      : ["xaxis", "yaxis"].map((axis) => [...figure.layout[axis].range]);
  }

  async draw() {
    const layout = this.figure.layout;
    layout.font = { ...layout.font, family: getComputedStyle(document.body).fontFamily, size: 13 };
    colour(this.figure, theme());
    if (this.spatial) {
      this.stepBack();
      this.thin();
    }
    await Plotly.newPlot(this.box, this.figure.data, layout, CONFIG);
    this.drawn = true;
    this.listen();
    await this.flush();
  }

  /** In a small picture dots and lines are thinner, so that they hide no more of the surface. */
  thin() {
    const share = Math.min(1, Math.max(0.5, this.box.clientWidth / 800));
    for (const trace of this.figure.data) {
      if (trace.type !== "scatter3d") continue;
      if (trace.marker?.size) trace.marker.size *= share;
      if (trace.line?.width) trace.line.width *= share;
    }
  }

  /** Farther away where the picture is narrow: its height alone decides what is seen. */
  stepBack() {
    const far = Math.max(1, WIDE * this.box.clientHeight / this.box.clientWidth);
    for (const axis of ["x", "y", "z"]) this.first.eye[axis] *= far;
    this.figure.layout.scene.camera = structuredClone(this.first);
  }

  has(uid) {
    return this.index.has(uid);
  }

  trace(uid) {
    return (this.drawn ? this.box : this.figure).data[this.index.get(uid)];
  }

  /** Note new attributes of a trace; they are drawn together by the next flush. */
  set(uid, attributes) {
    if (!this.has(uid)) return;
    if (!this.drawn) {
      for (const [path, value] of Object.entries(attributes)) setAt(this.trace(uid), path, value);
      return;
    }
    this.changes.set(uid, { ...this.changes.get(uid), ...attributes });
  }

  /** Draw what was noted. While a drawing is under way, what comes is drawn at its end. */
  async flush() {
    if (!this.drawn || this.busy || !this.changes.size) return;
    this.busy = true;
    while (this.changes.size) {
      const noted = [...this.changes].map(([uid, attributes]) => [this.index.get(uid), attributes]);
      this.changes.clear();
      const names = new Set(noted.flatMap(([, attributes]) => Object.keys(attributes)));
      const update = {};
      for (const name of names) {
        update[name] = noted.map(([, attributes]) =>
          name in attributes ? attributes[name] : undefined);
      }
      await Plotly.restyle(this.box, update, noted.map(([k]) => k));
    }
    this.busy = false;
  }

  async paint() {
    if (!this.drawn) return;
    const now = theme();
    const update = {};
    const traces = this.figure.data.map((trace) => trace.meta?.[now] ?? {});
    for (const path of new Set(traces.flatMap(Object.keys))) {
      update[path] = traces.map((paints) => paints[path]);
    }
    await Plotly.update(this.box, update, { ...this.figure.layout.meta[now] });
  }

  turn(azimuth, elevation) {
    const eye = this.box.layout.scene.camera?.eye ?? this.first.eye;
    const far = Math.hypot(eye.x, eye.y, eye.z);
    const degrees = 180 / Math.PI;
    const around = Math.atan2(eye.y, eye.x) + azimuth / degrees;
    const before = Math.asin(eye.z / far) * degrees;
    const up = Math.min(Math.max(before + elevation, LOWEST), HIGHEST) / degrees;
    this.look({
      x: far * Math.cos(up) * Math.cos(around),
      y: far * Math.cos(up) * Math.sin(around),
      z: far * Math.sin(up),
    });
  }

  look(eye) {
    const camera = { ...(this.box.layout.scene.camera ?? this.first), eye };
    return Plotly.relayout(this.box, { "scene.camera": camera });
  }

  zoom(factor) {
    if (this.spatial) {
      const eye = this.box.layout.scene.camera?.eye ?? this.first.eye;
      const far = Math.hypot(eye.x, eye.y, eye.z);
      const share = Math.min(Math.max(far / factor, 0.3), 6) / far;
      this.look({ x: eye.x * share, y: eye.y * share, z: eye.z * share });
      return;
    }
    this.axes(([low, high]) => {
      const middle = low / 2 + high / 2, half = (high / 2 - low / 2) / factor;
      return [middle - half, middle + half];
    });
  }

  /** Move a flat picture by shares of its width and height. */
  move(across, up) {
    const shares = { xaxis: across, yaxis: up };
    this.axes(([low, high], axis) =>
      [low + shares[axis] * (high - low), high + shares[axis] * (high - low)]);
  }

  axes(change) {
    const update = {};
    for (const axis of ["xaxis", "yaxis"]) {
      update[`${axis}.range`] = change([...this.box.layout[axis].range], axis);
    }
    return Plotly.relayout(this.box, update);
  }

  reset() {
    if (this.spatial) return Plotly.relayout(this.box, { "scene.camera": structuredClone(this.first) });
    return Plotly.relayout(this.box, { "xaxis.range": [...this.first[0]], "yaxis.range": [...this.first[1]] });
  }

  act(action) {
    const actions = {
      left: () => (this.spatial ? this.turn(-TURN, 0) : this.move(-0.15, 0)),
      right: () => (this.spatial ? this.turn(TURN, 0) : this.move(0.15, 0)),
      up: () => (this.spatial ? this.turn(0, TURN) : this.move(0, 0.15)),
      down: () => (this.spatial ? this.turn(0, -TURN) : this.move(0, -0.15)),
      nearer: () => this.zoom(NEARER),
      farther: () => this.zoom(1 / NEARER),
      reset: () => this.reset(),
    };
    actions[action]();
  }

  listen() {
    const keys = {
      ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
      "+": "nearer", "=": "nearer", "-": "farther", "−": "farther", 0: "reset",
    };
    this.box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      event.preventDefault();
      this.act(keys[event.key]);
    });
    for (const button of document.querySelectorAll(`[data-picture="${this.name}"]`)) {
      button.addEventListener("click", () => this.act(button.dataset.action));
    }
    // The wheel alone scrolls the page; with Ctrl, as a pinch on a touchpad sends it, it zooms.
    this.box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 200));
    }, { passive: false });
  }

  /** A copy of the picture in light colours for paper. */
  async printed() {
    const image = document.getElementById(`print-${this.name}`);
    if (!image || !this.drawn) return;
    const plain = {
      data: this.box.data.map((trace) => ({ ...trace })),
      layout: structuredClone(this.box.layout),
    };
    for (const trace of plain.data) {
      for (const part of ["marker", "line", "contours"]) {
        if (trace[part]) trace[part] = structuredClone(trace[part]);
      }
    }
    colour(plain, "light");
    plain.layout.paper_bgcolor = plain.layout.plot_bgcolor = "#ffffff";
    if (this.spatial) plain.layout.scene.bgcolor = "#ffffff";
    const wide = this.name === "surface" || this.name === "curve";
    const size = wide ? { width: 1000, height: 620 } : { width: 620, height: 460 };
    image.src = await Plotly.toImage(plain, { format: this.spatial ? "png" : "svg", ...size, scale: 1.5 });
  }
}

/** Whether this browser can draw in space. */
function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

const pictures = Object.entries(data.figures)
  .map(([name, figure]) => new Picture(name, figure))
  .filter((picture) => {
    if (!picture.spatial || hasWebGL()) return true;
    picture.box.replaceChildren(document.getElementById("no-webgl"));
    document.getElementById("no-webgl").hidden = false;
    return false;
  });
