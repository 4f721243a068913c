// Answers that are needed again on site: without network, the last one that came is shown, with when it came.
import {get} from '../api.js';
import {current} from '../session.js';
import {link} from '../url.js';

const PREFIX = 'yq-kept:';
const MOST = 60;

const WHO = `${PREFIX}account`;

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

// whoever signs out leaves nothing of others on the device; what was not sent yet stays (outbox.js, draft.js)
addEventListener('yq-session', ({detail}) => { if (!detail) keys().forEach((key) => localStorage.removeItem(key)); });

/** The oldest go when there are too many, and all but the newest when the device has no room. */
function put(key, value) {
  if (!current()) return; // signed out while it was on its way
  const byAge = () => keys().map((each) => [each, read(each)?.at ?? '']).sort((a, b) => a[1].localeCompare(b[1]));
  byAge().slice(0, -MOST).forEach(([old]) => localStorage.removeItem(old));
  const text = JSON.stringify({at: new Date().toISOString(), body: value});
  try {
    localStorage.setItem(key, text);
  } catch {
    byAge().slice(0, -5).forEach(([old]) => localStorage.removeItem(old));
    try { localStorage.setItem(key, text); } catch { /* then this answer is not kept */ }
  }
}

/** Whose day it is, for a reload without network. */
export const remember = () => put(WHO, current());
export const remembered = () => read(WHO)?.body ?? null;

/** {body, at}: at is null for an answer that came just now, else the time at which the kept one came. */
export async function kept(path, query = {}) {
  const key = `${PREFIX}${current()?.id}:${link(path, query)}`;
  try {
    const body = await get(path, query);
    put(key, body);
    return {body, at: null};
  } catch (problem) {
    const old = problem.status === 0 ? read(key) : null;
    if (!old) throw problem;
    return old;
  }
}
