// Answers a 401: sign in over the page, then the same request is sent again and nothing is lost.
import {html} from '../base.js';
import {t} from '../i18n.js';
import './yq-dialog.js';
import './yq-sign-in.js';

let asking = null;

/** Resolves true when somebody signed in, false when the reader closed the dialog; one dialog for all callers. */
export function signInDialog() {
  asking ??= new Promise((done) => {
    const dialog = document.createElement('yq-dialog');
    const finish = (answer) => {
      asking = null;
      dialog.open = false;
      dialog.updateComplete.then(() => dialog.remove());
      done(answer);
    };
    Object.assign(dialog, {
      heading: t('signIn.again'), size: 'narrow',
      body: html`<p>${t('signIn.againText')}</p><yq-sign-in @yq-signed-in=${() => finish(true)}></yq-sign-in>`,
    });
    dialog.addEventListener('yq-close', () => finish(false));
    document.body.append(dialog);
    dialog.open = true;
  });
  return asking;
}
