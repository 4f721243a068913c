// The only place that talks to /api. The access token lives in this module's memory and nowhere else.
import {lang} from './i18n.js';

/** An application/problem+json answer, or a lost connection (status 0). */
export class Problem extends Error {
  constructor(body) {
    super(body.detail || body.title);
    Object.assign(this, {errors: []}, body);
    this.code = (body.type ?? '').replace(/^.*\//, '') || 'internal';
  }
}

const HINT = 'yq-signed-in'; // whose id it is: says only that a refresh is worth trying
let access = null; // {token, until}
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('yq-session') : null;
let askSignIn = null;

/** A key for Idempotency-Key: make one when a form opens, and a new one after its success. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

export const maySignIn = () => {
  try { return localStorage.getItem(HINT); } catch { return null; }
};

/** Takes the body of POST /sessions or /sessions/refresh; null after sign-out. */
export function keep(session, tell = true) {
  access = session && {token: session.accessToken, until: Date.parse(session.expiresAt) - 20_000};
  try { session ? localStorage.setItem(HINT, session.account.id) : localStorage.removeItem(HINT); } catch { /* private mode */ }
  dispatchEvent(new CustomEvent('yq-session', {detail: session?.account ?? null}));
  if (tell) channel?.postMessage(session ? 'in' : 'out');
}

channel?.addEventListener('message', ({data}) => {
  if (data === 'out' && access) keep(null, false);
  if (data === 'in' && !access) refresh().catch(() => {});
});

/** One tab at a time may turn the refresh cookie, else the server sees the old one twice. */
let running = null;
export function refresh() {
  running ??= (async () => {
    const turn = async () => {
      const answer = await fetch('/api/sessions/refresh', {method: 'POST', headers: {'Accept-Language': lang()}});
      if (answer.ok) keep(await answer.json(), false);
      else if (answer.status === 401) keep(null, false);
      return answer.ok;
    };
    try {
      return await (navigator.locks ? navigator.locks.request('yq-refresh', turn) : turn());
    } finally {
      running = null;
    }
  })();
  return running;
}

/** Pages that can show the sign-in dialog say how: fn() resolves true when somebody signed in. */
export const onSignInNeeded = (fn) => { askSignIn = fn; };

function address(path, query) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') search.set(name, text);
  }
  return search.size ?? [...search].length ? `${path}?${search}` : path;
}

/**
 * options: query, body, key (Idempotency-Key), match (version of If-Match), signal, raw (a File as body),
 * anonymous (no token: answers that everybody may share), ask (false: a 401 is the caller's affair),
 * keepalive (the request outlives the page).
 */
export async function request(method, path, options = {}) {
  const {query, body, key, match, signal, raw, anonymous, keepalive, ask = true} = options;
  if (!anonymous && (!access || Date.now() > access.until) && maySignIn()) await refresh().catch(() => {});
  const headers = {'Accept-Language': lang(), Accept: 'application/json, application/problem+json'};
  if (access && !anonymous) headers.Authorization = `Bearer ${access.token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (raw) headers['Content-Type'] = raw.type || 'application/octet-stream';
  if (key) headers['Idempotency-Key'] = key;
  if (match !== undefined) headers['If-Match'] = `"v${match}"`;
  let answer;
  try {
    answer = await fetch(address(path, query), {method, headers, signal, keepalive, body: raw ?? (body === undefined ? undefined : JSON.stringify(body))});
  } catch (lost) {
    if (lost.name === 'AbortError') throw lost;
    throw new Problem({type: '/problems/offline', status: 0, title: lost.message});
  }
  if (answer.ok) return contentOf(answer);
  if (answer.status === 401 && !anonymous && !options.again) {
    const back = (access && (await refresh())) || (ask && askSignIn && (await askSignIn()));
    if (back) return request(method, path, {...options, again: true});
  }
  throw await problemOf(answer);
}

/** 202 and 204 may come without a body; a thing that says its version only in the ETag says it in the body here. */
async function contentOf(answer) {
  const text = await answer.text();
  const body = text ? JSON.parse(text) : null;
  const [, version] = /^(?:W\/)?"v(\d+)"$/.exec(answer.headers.get('ETag')) ?? [];
  return version && body?.version === undefined ? {...body, version: Number(version)} : body;
}

async function problemOf(answer) {
  const body = await answer.json().catch(() => ({title: answer.statusText}));
  const wait = Number(answer.headers.get('Retry-After')) || undefined;
  return new Problem({...body, status: answer.status, retryAfter: body.retryAfter ?? wait});
}

export const get = (path, query, options) => request('GET', path, {...options, query});
export const post = (path, body, options) => request('POST', path, {...options, body});
export const patch = (path, body, options) => request('PATCH', path, {...options, body});
export const remove = (path, options) => request('DELETE', path, options);

/** A file that needs the token. */
export async function picture(path) {
  if ((!access || Date.now() > access.until) && maySignIn()) await refresh();
  const answer = await fetch(path, {headers: access ? {Authorization: `Bearer ${access.token}`, 'Accept-Language': lang()} : {}});
  if (!answer.ok) throw await problemOf(answer);
  return answer.blob();
}

/** The same, handed to the browser as a download. */
export async function download(path, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await picture(path));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
