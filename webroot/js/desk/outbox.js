// What an expert did on site goes out when there is a network: kept on the device with the time at which it was pressed,
// sent in order and with one key each, so that it counts once however often it is tried.
import {Problem, newKey, post} from '../api.js';
import {current, onSession} from '../session.js';

const AGAIN = 30_000;
let running = null;
let timer = 0;

const store = () => `yq-outbox:${current()?.id}`;
const all = () => { try { return JSON.parse(localStorage.getItem(store())) ?? []; } catch { return []; } };

function write(items, detail = {}) {
  localStorage.setItem(store(), JSON.stringify(items));
  dispatchEvent(new CustomEvent('yq-outbox', {detail}));
}

/** Items {key, noun, visitId, name, at, body, problem?}: what waits, oldest first; a problem waits for its person. */
export const waiting = (visitId) => all().filter((item) => !visitId || item.visitId === visitId);

/** noun: check-in or finish; place: {latitude, longitude, accuracy} or null. */
export function keep(noun, visit, place) {
  const at = new Date().toISOString();
  const others = all().filter((item) => !(item.problem && item.noun === noun && item.visitId === visit.id)); // pressed again, a refused one is over
  write([...others, {key: newKey(), noun, visitId: visit.id, name: visit.enterprise.name, at, body: {at, ...place}}]);
  return flush();
}

export function drop(key) {
  write(all().filter((item) => item.key !== key));
  return flush();
}

/** Sent with the server's own time, as another request: the device's was refused. */
export function anew(key) {
  write(all().map((item) => (item.key === key ? {...item, key: newKey(), body: {...item.body, at: undefined}, problem: undefined} : item)));
  return flush();
}

const send = (item) => post({'check-in': `/api/visits/${item.visitId}/check-in`, finish: `/api/visits/${item.visitId}/finish`}[item.noun], item.body, {key: item.key, ask: false});

/** Whether it is to be tried again as it is: no network, a busy server, a session that ended. */
const passing = (problem) => [0, 401, 408, 429].includes(problem.status) || problem.status >= 500 || problem.code === 'in-progress';

async function pass() {
  const stuck = new Set(); // a departure is not sent before its arrival
  for (const item of all()) {
    if (item.problem || stuck.has(item.visitId)) {
      stuck.add(item.visitId);
      continue;
    }
    try {
      const visit = await send(item);
      write(all().filter((other) => other.key !== item.key), {visit});
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (passing(problem)) return;
      const {code, status, title, detail, errors} = problem;
      write(all().map((other) => (other.key === item.key ? {...other, problem: {code, status, title, detail, errors, why: errors[0]?.code ?? code}} : other)));
      stuck.add(item.visitId);
    }
  }
}

/** Sends what waits, in one tab at a time; tries again while something does. */
export function flush() {
  clearTimeout(timer);
  running ??= (navigator.locks ? navigator.locks.request('yq-outbox', pass) : pass()).finally(() => {
    running = null;
    if (all().some((item) => !item.problem)) timer = setTimeout(flush, AGAIN);
  });
  return running;
}

addEventListener('online', flush);
addEventListener('storage', (e) => { if (e.key === store()) dispatchEvent(new CustomEvent('yq-outbox', {detail: {}})); });
document.addEventListener('visibilitychange', () => { if (!document.hidden && all().length) flush(); });
onSession((account) => { if (account && all().length) flush(); });
