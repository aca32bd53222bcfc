// Keeps the last pages that may be kept, for when there is no connection. The server says which by the header
// Samspel-Keep: pages of official figures alone, where no key is asked for. VERSION, SHELL, OFFLINE and KEEPS stand before.
"use strict";

const PAGES = `samspel-pages-${VERSION}`;
const PARTS = `samspel-parts-${VERSION}`;
const MOST = 20;

const clear = async (but) => {
  for (const name of await caches.keys()) if (!but.includes(name)) await caches.delete(name);
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  if (KEEPS) event.waitUntil(caches.open(PARTS).then((cache) => cache.addAll([...SHELL, ...OFFLINE])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(clear(KEEPS ? [PAGES, PARTS] : []).then(() => (KEEPS ? self.clients.claim() : self.registration.unregister())));
});

const keep = async (request, response) => {
  const cache = await caches.open(PAGES);
  await cache.delete(request);
  if (!response.headers.has("Samspel-Keep")) return;
  await cache.put(request, response);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST))) await cache.delete(old);
};

const open = async (event) => {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.status === 403) await clear([PARTS]);
    else if (request.mode === "navigate") event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const path = new URL(request.url).pathname;
    const page = OFFLINE.find((one) => one.startsWith("/en/") === path.startsWith("/en/"));
    const found = (await caches.match(request, { ignoreVary: true })) ?? (request.mode === "navigate" ? await caches.match(page, { ignoreVary: true }) : undefined);
    if (!found) throw error;
    return found;
  }
};

if (KEEPS) {
  self.addEventListener("fetch", (event) => {
    const is_ours = event.request.method === "GET" && new URL(event.request.url).origin === self.location.origin;
    const is_whole = event.request.mode === "navigate" || SHELL.includes(new URL(event.request.url).pathname);
    if (is_ours && is_whole) event.respondWith(open(event));
  });
}
