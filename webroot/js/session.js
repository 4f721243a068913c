// Who is signed in, and what that account may do.
import {get, keep, maySignIn, post, refresh, remove} from './api.js';

let account = null;
let first = null;

addEventListener('yq-session', (e) => { account = e.detail; });

/** The account {id, name, role, organisation, divisionCode…} or null; waits for the first answer. */
export function session() {
  first ??= maySignIn() ? refresh().catch(() => false) : Promise.resolve(false);
  return first.then(() => account);
}

/** The account as known now, without waiting. */
export const current = () => account;

/** Calls fn(account|null) now and on every change; returns how to stop. */
export function onSession(fn) {
  let told = false; // the first answer is an event too
  const tell = (e) => { told = true; fn(e.detail); };
  addEventListener('yq-session', tell);
  session().then((now) => { if (!told) fn(now); });
  return () => removeEventListener('yq-session', tell);
}

export const is = (...roles) => roles.includes(account?.role);

export async function signIn(username, password) {
  const body = await post('/api/sessions', {username, password}, {anonymous: true});
  keep(body);
  return body.account;
}

export async function signOut() {
  await remove('/api/sessions/current', {ask: false}).catch(() => {});
  const day = await import('./desk/day-shell.js').catch(() => null); // with it comes what clears the kept answers
  await day?.forgetShell().catch(() => {});
  keep(null);
}

/** Reads the account again after the profile changed it. */
export async function reload() {
  account = await get('/api/me');
  dispatchEvent(new CustomEvent('yq-session', {detail: account}));
}
