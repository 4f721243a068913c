// Polite short messages at the foot of the window, with an optional way back.
import {html, nothing, render} from '../base.js';
import {need, t} from '../i18n.js';

await need('desk.');

const items = new Set();
let host = null;

function draw() {
  if (!host) {
    host = document.createElement('div');
    host.className = 'yq-toasts';
    host.setAttribute('role', 'status');
    document.body.append(host);
  }
  render([...items].map((item) => html`<div class="yq-toast"><span>${item.text}</span>
    ${item.undo ? html`<button class="yq-link" type="button" @click=${() => item.end(true)}>${t('toast.undo')}${item.left ? html` (${item.left})` : nothing}</button>` : nothing}</div>`), host);
}

/**
 * toast('已保存'), or with a way back: toast(text, {undo: true, seconds: 10}) resolves true when the reader took it.
 */
export function toast(text, {undo = false, seconds = undo ? 10 : 5} = {}) {
  return new Promise((done) => {
    const item = {text, undo, left: undo ? seconds : 0};
    const clock = setInterval(() => {
      seconds -= 1;
      if (undo) item.left = seconds;
      if (seconds <= 0) item.end(false);
      else if (undo) draw();
    }, 1000);
    item.end = (taken) => {
      clearInterval(clock);
      items.delete(item);
      draw();
      done(taken);
    };
    items.add(item);
    draw();
  });
}
