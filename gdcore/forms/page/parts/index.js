"use strict";
// Shows the lessons that hold every word of the search.

const cards = [...document.querySelectorAll(".cards > li")];
const counts = JSON.parse(document.getElementById("counts").textContent);

document.getElementById("search").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const card of cards) {
    card.hidden = !words.every((word) => card.dataset.words.includes(word));
    if (!card.hidden) found += 1;
  }
  document.getElementById("found").textContent = counts[found];
  document.getElementById("nothing").hidden = found > 0;
});
