// Nobody could be found signed in. Without a network nobody can be asked: whose day this device keeps goes on with it.
import {maySignIn} from '../api.js';
import {remembered} from './kept.js';

/** The account, or null on the way to the sign-in. */
export function away() {
  const account = remembered();
  if (account && account.id === maySignIn()) { // not of a session that has ended, nor another's
    dispatchEvent(new CustomEvent('yq-session', {detail: account}));
    return account;
  }
  location.replace(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  return null;
}
