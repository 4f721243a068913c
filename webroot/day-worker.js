// While there is no network, this serves the shell of an expert's day as it came last: desk.html, modules, styles, words.
// Answers of the API are never kept here; those of the day the pages keep themselves (js/desk/kept.js).
const NAME = 'yq-day';
const SHELL = '/desk'; // one document for every address of the desk

addEventListener('install', () => skipWaiting());
addEventListener('activate', (e) => e.waitUntil(clients.claim()));

/** What the server has now comes first, so that nothing outlives an update. */
async function newest(path) {
  try {
    const answer = await fetch(path);
    // only a page makes the cache: what arrives after signing out must not
    if (answer.ok && await caches.has(NAME)) await (await caches.open(NAME)).put(path, answer.clone());
    return answer;
  } catch (lost) {
    return (await caches.match(path, {ignoreVary: true})) ?? Promise.reject(lost);
  }
}

addEventListener('fetch', (e) => {
  const {method, mode, url} = e.request;
  const {origin, pathname} = new URL(url);
  if (origin !== location.origin) return;
  if (method === 'GET' && mode === 'navigate') e.respondWith(newest(SHELL));
  else if (method === 'GET' && pathname.startsWith('/a/')) e.respondWith(newest(pathname));
});
