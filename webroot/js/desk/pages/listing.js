// One listing: what is live, what a change would change, versions, history, and the moves open to the reader.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {dateTime, money, nameOf, number, t} from '../../i18n.js';
import {on} from '../../live.js';
import {divisions} from '../../ref.js';
import {is} from '../../session.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import {toast} from '../../ui/yq-toast.js';
import '../../ui/yq-timeline.js';
import {changes, listingFacts} from '../listing-facts.js';
import {name} from '../router.js';

const looks = {submission: ['send', 'yq-btn-primary'], approval: ['check', 'yq-btn-primary'], rejection: ['undo', ''], withdrawal: ['ban', 'yq-btn-danger']};

define('yq-listing', class extends El {
  static properties = {id: {}, listing: {state: true}, versions: {state: true}, ref: {state: true}, opened: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stop = on('listing', (event) => { if (!event.id || event.id === this.id) this.load(); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  load() {
    return this.latest(() => Promise.all([get(`/api/listings/${this.id}`), get(`/api/listings/${this.id}/versions`), divisions(), get('/api/industries', null, {anonymous: true})]), ([listing, versions, areas, industries]) => {
      this.set({listing, versions: versions.items, problem: null, ref: {divisions: areas, industries: new Map(industries.items.map((i) => [i.code, nameOf(i)]))}});
      name(`${listing.number} ${listing.title}`);
    });
  }

  /** With a change under way, a withdrawal drops that and nothing else. */
  called(noun) { return noun === 'withdrawal' && this.listing.change && this.listing.liveVersion ? 'change-withdrawal' : noun; }

  async move(noun) {
    const what = this.called(noun);
    const match = this.listing.version; // what is on the screen now: an event may bring another while the dialog is open
    const asked = noun === 'rejection' ? {reason: 'required', reasons: [1, 2, 3].map((n) => t(`listing.reason.${n}`))} : noun === 'withdrawal' ? {reason: is('provider') ? 'optional' : 'required', danger: true} : noun === 'approval' ? {reason: 'optional'} : {};
    const answer = await confirm({heading: t(`move.listing.${what}`), text: t(`ask.listing.${what}`), ok: t(`move.listing.${what}`), ...asked});
    if (!answer.ok) return;
    this.set({busy: true, refused: null});
    const path = {submission: `/api/listings/${this.id}/submission`, approval: `/api/listings/${this.id}/approval`, rejection: `/api/listings/${this.id}/rejection`, withdrawal: `/api/listings/${this.id}/withdrawal`}[noun];
    try {
      this.listing = await post(path, answer.reason ? {reason: answer.reason} : {}, {key: newKey(), match});
      toast(t(`done.listing.${what}`, {title: this.listing.title}));
    } catch (problem) {
      this.refused = problem;
    }
    this.busy = false;
    this.load();
  }

  async openVersion(n) {
    if (this.opened?.version === n) { this.opened = null; return; }
    this.opened = await get(`/api/listings/${this.id}/versions/${n}`).catch((problem) => { this.refused = problem; return null; });
  }

  versionList() {
    return html`<section class="yq-card"><h2 class="yq-h yq-pad">${t('listing.versions')}</h2><div class="yq-scroll" tabindex="0" role="region" aria-label=${t('listing.versions')}><table><thead><tr><th scope="col">${t('listing.version')}</th><th scope="col">${t('orders.state')}</th><th scope="col">${t('listing.price')}</th><th scope="col">${t('listing.at')}</th><th scope="col">${t('listing.approvedBy')}</th></tr></thead>
      <tbody>${this.versions.map((v) => html`<tr><td><button class="yq-link" type="button" aria-expanded=${this.opened?.version === v.version} @click=${() => this.openVersion(v.version)}>${t('order.version', {n: v.version})}</button></td>
        <td>${t(`version.${v.state === 'withdrawn' && !v.approvedBy ? 'dropped' : v.state}`)}</td><td class="yq-num">${v.priceFen === null ? t('listing.quotation') : money(v.priceFen)}</td><td class="yq-nowrap">${dateTime(v.at)}</td><td>${v.approvedBy ?? '—'}</td></tr>`)}</tbody></table></div>
      ${this.opened ? html`<div class="yq-pad yq-stack"><h3>${t('order.version', {n: this.opened.version})} · ${this.opened.title}</h3>${listingFacts(this.opened, this.ref)}</div>` : nothing}</section>`;
  }

  render() {
    if (this.problem && !this.listing) return failed(this.problem, () => this.load(), true);
    const l = this.listing;
    if (!l || !this.ref) return skeleton(3);
    const editable = is('provider') && l.state !== 'submitted' && l.change?.state !== 'submitted';
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${l.title}</h1><p>${status('listing', l.state)} <span class="yq-num">${l.number}</span> · ${l.provider.name} · ${t('listing.ordered', {n: number(l.orderCount)})}</p></div>
        <div class="yq-row yq-no-print">${l.liveVersion && l.state === 'published' ? html`<a class="yq-btn" href="/services/${l.id}">${icon('external-link')}${t('listing.public')}</a>` : nothing}
          ${editable ? html`<a class="yq-btn" href="/desk/listings/${l.id}/edit">${icon('edit')}${t('desk.listingEdit')}</a>` : nothing}</div></div>
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two"><div class="yq-stack">
        ${l.change ? html`<section class="yq-card yq-pad yq-stack"><div class="yq-row yq-spread"><h2 class="yq-h">${t('listing.pending', {n: l.change.version})}</h2>${status('listing', l.change.state)}</div>
          ${l.change.reason && l.change.state === 'returned' ? html`<p class="yq-note yq-note-wait">${icon('undo')}<span>${t('listing.returned', {reason: l.change.reason})}</span></p>` : nothing}${changes(l, l.change, this.ref)}</section>`
          : l.state === 'returned' ? html`<p class="yq-note yq-note-wait">${icon('undo')}<span>${t('listing.returned', {reason: l.history?.findLast((e) => e.action === 'rejection')?.reason ?? ''})}</span></p>` : nothing}
        <section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${l.liveVersion ? t('listing.live', {n: l.liveVersion}) : t('listing.content')}</h2>${listingFacts(l, this.ref)}</section>
        ${this.versions.length ? this.versionList() : nothing}
        ${l.steps.length ? html`<div class="yq-sticky-foot yq-no-print">${l.steps.filter((s) => looks[s]).map((noun) => html`<button class="yq-btn ${looks[noun][1]}" type="button" ?disabled=${this.busy} @click=${() => this.move(noun)}>${icon(looks[noun][0])}${t(`move.listing.${this.called(noun)}`)}</button>`)}</div>` : nothing}</div>
        ${l.history ? html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('order.history')}</h2><yq-timeline subject="listing" .history=${l.history}></yq-timeline></section>` : nothing}</div>`;
  }
});
