// Live updates: one event stream per browser. Events say what changed; pages fetch it again.
import {onSession} from './session.js';

const TOPICS = ['order', 'listing', 'organisation', 'budget', 'notice', 'session', 'job', 'visit', 'waiting', 'action', 'plan'];
const SILENCE = 60_000;
const LATE = 5000; // a stream that opens so long after the pages' first requests may have missed something
const began = Date.now();
const listeners = new Map();
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('yq-live') : null;
let source = null;
let last = 0;
let watch = 0;
let release = null;

/** Calls fn({topic, id, action}) on every change of a topic; topic '*' also hears {topic:'*'} = fetch again. */
export function on(topic, fn) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(fn);
  return () => listeners.get(topic).delete(fn);
}

function tell(event, share = true) {
  for (const fn of [...(listeners.get(event.topic) ?? []), ...(event.topic === '*' ? all() : listeners.get('*') ?? [])]) fn(event);
  if (share) channel?.postMessage(event);
}
const all = () => [...listeners.entries()].filter(([topic]) => topic !== '*').flatMap(([, fns]) => [...fns]).concat([...(listeners.get('*') ?? [])]);

channel?.addEventListener('message', ({data}) => tell(data, false));

/** Says whether updates arrive: pages show 实时更新已暂停 when not. */
const state = (paused) => dispatchEvent(new CustomEvent('yq-live', {detail: {paused}}));

function open() {
  let lost = false;
  source = new EventSource('/api/events/stream');
  source.onopen = () => {
    last = Date.now();
    state(false);
    if (lost || last - began > LATE) tell({topic: '*'});
    lost = false;
  };
  source.onerror = () => {
    if (!lost) state(true);
    lost = true;
    if (source?.readyState === EventSource.CLOSED) setTimeout(() => source && (close(), open()), 15_000);
  };
  for (const topic of TOPICS) {
    source.addEventListener(topic, (e) => {
      last = Date.now();
      tell({topic, ...JSON.parse(e.data || '{}')});
    });
  }
  source.addEventListener('resync', () => {
    last = Date.now();
    tell({topic: '*'});
  });
  source.addEventListener('ping', () => { last = Date.now(); });
  watch = setInterval(() => {
    if (Date.now() - last > SILENCE && !document.hidden) {
      last = Date.now();
      tell({topic: '*'});
    }
  }, SILENCE / 2);
}

function close() {
  source?.close();
  source = null;
  clearInterval(watch);
}

/** The tab that holds the lock holds the connection; when it closes, the next one takes over. */
function lead() {
  if (release || source) return;
  if (!navigator.locks) return open();
  const ended = new AbortController();
  release = () => ended.abort();
  navigator.locks.request('yq-live', {signal: ended.signal}, () => {
    open();
    return new Promise((done) => { release = () => { close(); done(); }; });
  }).catch(() => {});
}

/** Starts listening while somebody is signed in. */
export function start() {
  onSession((account) => {
    if (account) return lead();
    release?.();
    release = null;
    close();
  });
}
