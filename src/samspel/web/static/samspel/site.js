// What the pages gain with script: arrow keys among suggestions, and everything unfolded on paper. All works without it.
"use strict";

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".search");
  const links = box ? [...box.querySelectorAll("[data-suggestions] a")] : [];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown") links[(at + 1) % links.length].focus();
  else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : box.querySelector("[data-search]")).focus();
  else if (event.key === "Escape") {
    box.querySelector("[data-suggestions]").replaceChildren();
    box.querySelector("[data-search]").focus();
  } else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  for (const list of document.querySelectorAll("[data-suggestions]")) {
    if (!list.parentElement.parentElement.contains(event.target)) list.replaceChildren();
  }
});

let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((part) => (part.open = true));
});
window.addEventListener("afterprint", () => folded.forEach((part) => (part.open = false)));
