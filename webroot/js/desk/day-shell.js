// What an expert's day needs stays on the device, so that a reload without network shows the day again (day-worker.js).
import './away.js'; // what a reload without network begins with
import {current} from '../session.js';
import {remember} from './kept.js';

const NAME = 'yq-day';
const SHELL = '/desk';
const BUILD = new URL('../../', import.meta.url).pathname;
const SPRITE = `${BUILD}img/icons-desk.svg`;

/** The only address that may become a worker. */
const address = () => {
  const path = '/day-worker.js';
  return window.trustedTypes ? trustedTypes.createPolicy('yufu-worker', {createScriptURL: () => path}).createScriptURL('') : path;
};

let kept = null;

/** Once for a document: all that it has loaded is kept, what an older build left is not; from then on the worker does so. */
export const keepShell = () => (kept ??= keep().catch(() => { kept = null; }));

async function keep() {
  if (!current()) return;
  remember();
  if (!navigator.serviceWorker) return; // only where the connection is secure
  const cache = await caches.open(NAME); // first: what signing out deletes is not made anew
  if (!(await navigator.serviceWorker.getRegistration(SHELL))) await navigator.serviceWorker.register(address(), {scope: SHELL});
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname).filter((path) => path.startsWith(BUILD));
  const needed = new Set([SHELL, SPRITE, ...loaded]);
  const there = (await cache.keys()).map((request) => new URL(request.url).pathname);
  await Promise.all(there.filter((path) => path !== SHELL && !path.startsWith(BUILD)).map((path) => cache.delete(path)));
  await cache.addAll([...needed].filter((path) => !there.includes(path)));
}

/** When the session has ended: what is still on its way finds nothing that it could be kept in. */
export async function forgetShell() {
  if (!navigator.serviceWorker) return;
  await caches.delete(NAME);
  await (await navigator.serviceWorker.getRegistration(SHELL))?.unregister();
}
