// Opens booth pages and their files where there is no network. Everything else
// goes its usual way; what is typed there is the page's own business.
const shelf = "booth";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  } else if (request.mode === "navigate" && /\/(gian-hang|booth)$/.test(url.pathname)) {
    event.respondWith(page(request, url.pathname));
  }
});

// The page as it is now; the kept one only where nothing answers. Who is no longer
// signed in keeps none.
async function page(request, path) {
  const cache = await caches.open(shelf);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(path, answer.clone());
    else if (answer.status < 500) await cache.delete(path);
    return answer;
  } catch (problem) {
    const kept = await cache.match(path);
    if (kept) return kept;
    throw problem;
  }
}
