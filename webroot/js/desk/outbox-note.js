// What has not been sent yet, and what was refused, in words: nothing leaves the device unseen.
import {El, define, html, icon, nothing} from '../base.js';
import {dateTime, need, t} from '../i18n.js';
import {confirm} from '../ui/yq-dialog.js';
import {anew, drop, flush, waiting} from './outbox.js';

await need('field.');

/** What the server refused, as far as a page can help; the rest in the server's own words. */
const explained = new Set(['clock-skew', 'too-early', 'state-conflict', 'not-found']);

define('yq-outbox-note', class extends El {
  static properties = {visit: {}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.again = () => this.requestUpdate();
    ['yq-outbox', 'online', 'offline'].forEach((event) => addEventListener(event, this.again));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    ['yq-outbox', 'online', 'offline'].forEach((event) => removeEventListener(event, this.again));
  }

  async run(work) {
    this.busy = true;
    try { await work(); } finally { this.busy = false; }
  }

  async forget(item) {
    const answer = await confirm({heading: t('field.forget'), text: t('field.forgetText', {what: this.what(item)}), ok: t('field.forget'), danger: true});
    if (answer.ok) this.run(() => drop(item.key));
  }

  what(item) { return t(`field.did.${item.noun}`, {name: item.name, when: dateTime(item.at)}); }

  refused(item) {
    const {why, errors, detail, title} = item.problem;
    return html`<li class="yq-note yq-note-bad">${icon('alert')}<div class="yq-grow"><strong>${this.what(item)}</strong>
      <div>${explained.has(why) ? t(`field.refused.${why}`) : errors?.[0]?.detail ?? detail ?? title}</div>
      <p class="yq-row">${['clock-skew', 'too-early'].includes(why) ? html`<button class="yq-btn yq-btn-sm" type="button" ?disabled=${this.busy} @click=${() => this.run(() => anew(item.key))}>${t('field.sendNow')}</button>` : nothing}
        <button class="yq-btn yq-btn-sm" type="button" ?disabled=${this.busy} @click=${() => this.forget(item)}>${t('field.forget')}</button></p></div></li>`;
  }

  render() {
    const items = waiting(this.visit);
    const offline = !navigator.onLine;
    if (!items.length && !offline) return html`<div role="status"></div>`;
    const open = items.filter((item) => !item.problem);
    return html`<div role="status" class="yq-below">${offline || open.length ? html`<div class="yq-note yq-note-wait">${icon('clock')}<div class="yq-grow">
        <strong>${open.length ? t('field.waiting', {n: open.length}) : t('field.offline')}</strong>
        ${open.length ? html`<ul class="yq-plain">${open.map((item) => html`<li>${this.what(item)}</li>`)}</ul>` : nothing}
        <div class="yq-small">${t(offline ? 'field.offlineText' : 'field.trying')}</div></div>
        ${open.length && !offline ? html`<button class="yq-btn yq-btn-sm" type="button" ?disabled=${this.busy} @click=${() => this.run(flush)}>${t('field.sendAgain')}</button>` : nothing}</div>` : nothing}</div>
      <ul class="yq-plain yq-stack yq-below" ?hidden=${open.length === items.length}>${items.filter((item) => item.problem).map((item) => this.refused(item))}</ul>`;
  }
});
