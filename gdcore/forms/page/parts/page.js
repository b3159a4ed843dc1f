"use strict";
// The page's own controls, and its beginning.

function choose(name) {
  if (name === "device") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  for (const picture of pictures) picture.paint();
}

const colours = element("colours");
colours.value = data.theme ?? "device";
colours.addEventListener("change", () => choose(colours.value));
matchMedia("(prefers-color-scheme: light)").addEventListener("change", () => {
  for (const picture of pictures) picture.paint();
});

/** Copies for paper, a moment after the last change; a browser prints without waiting. */
const REST = 2500; // milliseconds
let resting = null;
function printable() {
  clearTimeout(resting);
  resting = setTimeout(async () => {
    for (const picture of pictures) await picture.printed();
    document.documentElement.dataset.printable = "yes";
  }, REST);
}

element("print").addEventListener("click", async () => {
  for (const picture of pictures) await picture.printed();
  print();
});

async function copy(button) {
  const text = element("spec-text").textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where a page may not write to the clipboard, the text is selected instead.
    getSelection().selectAllChildren(element("spec-text"));
    if (!document.execCommand("copy")) return;
  }
  button.textContent = data.words.copied;
  setTimeout(() => { button.textContent = data.words.copy; }, 2000);
}
element("copy").addEventListener("click", (event) => copy(event.currentTarget));

if (steps) {
  element("step").addEventListener("input", (event) => {
    steps.pause();
    steps.go(Number(event.target.value));
    printable();
  });
  const walks = { first: () => 0, back: () => steps.position - 1, forward: () => steps.position + 1,
    last: () => data.steps.length - 1 };
  for (const [name, to] of Object.entries(walks)) {
    element(name).addEventListener("click", () => { steps.pause(); steps.go(to()); printable(); });
  }
  element("play").addEventListener("click", () => steps.play());
  element("whose")?.addEventListener("change", (event) => {
    steps.chosen = Number(event.target.value);
    steps.show();
    printable();
  });
  for (const box of document.querySelectorAll("#show-plane, #show-slice-0, #show-slice-1")) {
    box.addEventListener("change", () => { steps.show(); printable(); });
  }
  element("steps-details").addEventListener("toggle", () => steps.tellChosen());
}

element("show-points")?.addEventListener("change", (event) => {
  for (const picture of pictures) {
    for (const uid of picture.index.keys()) {
      if (uid.startsWith("points")) picture.set(uid, { visible: event.target.checked });
    }
    picture.flush();
  }
  printable();
});

element("show-levels")?.addEventListener("change", (event) => {
  for (const picture of pictures) {
    picture.set("surface", { "contours.z.show": event.target.checked });
    picture.set("map", { "contours.showlines": event.target.checked });
    picture.flush();
  }
  printable();
});

function scale(log) {
  const picture = pictures.find((p) => p.name === "loss");
  const axis = picture.figure.layout.meta[log ? "log" : "linear"];
  axis.rows.forEach((row, i) => picture.set(`curve-${i}`, { y: row }));
  picture.first[1] = [...axis.range];
  const now = Plotly.relayout(picture.box, { "yaxis.type": log ? "log" : "linear",
    "yaxis.range": [...axis.range], "yaxis.dtick": axis.dtick, "annotations[1].text": axis.name });
  element("log-told").hidden = !log;
  return now.then(() => picture.flush()).then(() => steps.show());
}
element("show-log")?.addEventListener("change", (event) => {
  scale(event.target.checked);
  printable();
});

for (const link of document.querySelectorAll("[data-seconds]")) {
  link.addEventListener("click", () => {
    const film = element("film");
    film.currentTime = Number(link.dataset.seconds);
    film.play();
  });
}

async function begin() {
  if (steps) steps.show();
  for (const picture of pictures) await picture.draw();
  if (checked("show-log")) await scale(true);
  await Promise.all(pictures.map((picture) => picture.flush()));
  // Milliseconds from the opening of the page: what a measurement reads.
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  printable();
}
begin();
