// What the pages gain with script: arrow keys among suggestions, a way back. All works without it.
(() => {
"use strict";

// A page that htmx brings back from its memory has this script in it, which has done its work.
if (window.isSamspelReady) return;
window.isSamspelReady = true;

// htmx weighs more than most pages, so it comes when somebody comes to what asks for a part of a page, or at once where
// a part asks by itself. The last that was done before it came is told to it again. Added before the page is complete
// it would wait for an event that has been.
const asks = "[hx-get], [hx-post]";
const { htmx: address } = document.currentScript.dataset;
let missed = null;
let isComing = false;
const fetchHtmx = () => {
  if (isComing) return;
  isComing = true;
  const script = Object.assign(document.createElement("script"), { src: address });
  script.addEventListener("load", () => missed?.target.dispatchEvent(new Event(missed.type, { bubbles: true })));
  if (document.readyState === "complete") document.head.append(script);
  else window.addEventListener("load", () => document.head.append(script));
};
for (const kind of ["focusin", "input", "change"]) {
  document.addEventListener(kind, (event) => {
    if (window.htmx || !event.target.closest?.(asks)) return;
    if (kind !== "focusin") missed = event;
    fetchHtmx();
  });
}
window.addEventListener("popstate", (event) => {
  if (event.state?.htmx && !window.htmx) location.reload();
});
if (document.querySelector("[hx-trigger^='every']")) fetchHtmx();

// A list that was closed stays so when an answer on its way comes in, until somebody types again.
const close = (box) => {
  box.querySelector("[data-suggestions]").replaceChildren();
  box.toggleAttribute("data-closed", true);
};

// What the words may mean, while somebody writes them, without htmx, which weighs more than all else of most pages. The
// answer to words that have been changed is let go.
let asking = null;
let waiting = 0;
const suggest = async (field, box) => {
  asking?.abort();
  asking = new AbortController();
  const asked = new URLSearchParams(new FormData(field.form));
  try {
    const answer = await fetch(`${field.form.action}?${asked}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
    const part = await answer.text();
    if (answer.ok && !box.hasAttribute("data-closed")) box.querySelector("[data-suggestions]").innerHTML = part;
  } catch { /* Given up, or no connection: the form works as it is. */ }
};

document.addEventListener("input", (event) => {
  const box = event.target.closest?.(".search");
  if (!box) return;
  box.removeAttribute("data-closed");
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(event.target, box), 120);
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".search");
  const links = box ? [...box.querySelectorAll("[data-suggestions] a")] : [];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown") links[(at + 1) % links.length].focus();
  else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : box.querySelector("[data-search]")).focus();
  else if (event.key === "Escape") {
    close(box);
    box.querySelector("[data-search]").focus();
  } else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  for (const box of document.querySelectorAll(".search")) {
    if (!box.contains(event.target)) close(box);
  }
});

// The last pages without a connection, where the browser can keep them; nothing else needs it.
navigator.serviceWorker?.register("/arbetare.js").catch(() => {});

const list = document.querySelector("[data-kept]");
const tell = async () => {
  for (const name of await caches.keys()) {
    if (!name.startsWith("samspel-pages-")) continue;
    const kept = await caches.open(name);
    for (const request of (await kept.keys()).reverse()) {
      const page = new DOMParser().parseFromString(await (await kept.match(request)).text(), "text/html");
      const link = Object.assign(document.createElement("a"), { href: request.url, textContent: page.title });
      list.append(document.createElement("li"));
      list.lastChild.append(link);
    }
  }
};
if (list && "caches" in window) tell();

// The way back to the page of ours that one came from; the trail leads upwards without script.
const back = document.querySelector("[data-back]");
if (back && document.referrer.startsWith(`${location.origin}/`) && document.referrer !== location.href) {
  back.href = document.referrer;
  back.hidden = false;
}

// What is folded on the screen and wanted on paper is opened for printing, where the style sheet cannot.
if (!CSS.supports("selector(::details-content)")) {
  const folded = () => [...document.querySelectorAll("details.printed:not([open])")];
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = folded();
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}

// A curve tells its values point by point to pointers, keys and fingers, in a line beneath; without script each point
// shows its own label, and the table beneath has them all.
const lead = (svg) => {
  const points = [...svg.querySelectorAll(".told > g")];
  if (!points.length || svg.classList.contains("led")) return;
  svg.classList.add("led");
  const line = Object.assign(document.createElement("p"), { className: "told-line" });
  line.setAttribute("aria-hidden", "true");
  svg.after(line);
  for (const point of points) {
    point.removeAttribute("tabindex");
    point.removeAttribute("role");
  }
  const read = (number) => points[number].querySelector("title").textContent;
  let at = points.length - 1;
  const tell = (to) => {
    at = Math.max(0, Math.min(points.length - 1, to));
    svg.setAttribute("aria-valuenow", at);
    svg.setAttribute("aria-valuetext", read(at));
  };
  const show = (to) => {
    tell(to);
    line.textContent = read(at);
    points.forEach((point, number) => point.classList.toggle("now", number === at));
  };
  const given = { role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": at };
  for (const [name, value] of Object.entries(given)) svg.setAttribute(name, value);
  tell(at);
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -points.length, End: points.length };
  svg.addEventListener("focus", () => show(at));
  for (const kind of ["click", "pointerover"]) {
    svg.addEventListener(kind, (event) => {
      const to = points.indexOf(event.target.closest(".told > g"));
      if (to >= 0) show(to);
    });
  }
  svg.addEventListener("keydown", (event) => {
    if (!(event.key in steps)) return;
    show(at + steps[event.key]);
    event.preventDefault();
  });
};
const leadAll = () => document.querySelectorAll(".picture > svg").forEach(lead);
document.addEventListener("htmx:afterSettle", leadAll);
leadAll();
})();
