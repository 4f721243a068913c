// The address under which one's visits can be subscribed to by a phone or a mail program.
import {El, define, html, icon, nothing} from '../base.js';
import {get, post, remove} from '../api.js';
import {dateTime, need, t} from '../i18n.js';
import {confirm} from '../ui/yq-dialog.js';
import {problemNote, skeleton} from '../ui/yq-empty.js';
import {toast} from '../ui/yq-toast.js';

await need('own.');

/** Those whom visits concern; the others have no calendar to subscribe to. */
export const hasCalendar = (role) => ['enterprise', 'expert', 'district-admin'].includes(role);

define('yq-calendar-feed', class extends El {
  static properties = {feed: {state: true}, problem: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.tried(async () => { this.feed = await get('/api/calendar/subscription'); });
  }

  async tried(work) {
    this.set({problem: null, busy: true});
    try {
      await work();
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  async make() {
    if (this.feed.active) {
      const {ok} = await confirm({heading: t('feed.renew'), text: t('feed.renewAsk'), ok: t('feed.renew')});
      if (!ok) return;
    }
    await this.tried(async () => { this.feed = await post('/api/calendar/subscription'); });
    await this.updateComplete;
    this.querySelector('#feed-url')?.select();
  }

  async revoke() {
    const {ok} = await confirm({heading: t('feed.revoke'), text: t('feed.revokeAsk'), ok: t('feed.revoke'), danger: true});
    if (!ok) return;
    await this.tried(async () => {
      await remove('/api/calendar/subscription');
      this.feed = {active: false};
      toast(t('feed.revoked'));
    });
  }

  async copy() {
    const field = this.querySelector('#feed-url');
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      toast(t('feed.copied'));
    } catch {
      toast(t('feed.copySelf')); // an old browser, or one that was told not to: the text is selected
    }
  }

  address() {
    return html`<div class="yq-stack"><div class="yq-field"><label for="feed-url">${t('feed.address')}</label>
        <input id="feed-url" readonly .value=${this.feed.url} @focus=${(e) => e.target.select()}></div>
      <div class="yq-row"><button class="yq-btn yq-btn-primary" type="button" @click=${() => this.copy()}>${t('feed.copy')}</button>
        <a class="yq-btn" href=${this.feed.url.replace(/^https?:/, 'webcal:')}>${icon('calendar')}${t('feed.open')}</a></div>
      <div class="yq-note yq-note-wait">${icon('alert')}<p>${t('feed.once')}</p></div>
      <details><summary>${t('feed.how')}</summary><ul><li>${t('feed.iphone')}</li><li>${t('feed.android')}</li><li>${t('feed.outlook')}</li></ul></details></div>`;
  }

  render() {
    if (!this.feed) return html`<section class="yq-card yq-pad">${this.problem ? problemNote(this.problem) : skeleton(1)}</section>`;
    const {active, url, createdAt, lastUsedAt} = this.feed;
    return html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('feed.title')}</h2><p class="yq-muted">${t('feed.about')}</p>
      ${this.problem ? problemNote(this.problem) : nothing}
      ${url ? this.address() : nothing}
      ${active && !url ? html`<p>${t('feed.since', {when: dateTime(createdAt)})} · ${lastUsedAt ? t('feed.used', {when: dateTime(lastUsedAt)}) : t('feed.unused')}</p>` : nothing}
      <div class="yq-actions"><button class="yq-btn ${active ? '' : 'yq-btn-primary'}" type="button" ?disabled=${this.busy} @click=${() => this.make()}>${icon(active ? 'refresh' : 'calendar')}${t(active ? 'feed.renew' : 'feed.make')}</button>
        ${active ? html`<button class="yq-btn" type="button" ?disabled=${this.busy} @click=${() => this.revoke()}>${icon('ban')}${t('feed.revoke')}</button>` : nothing}</div></section>`;
  }
});
