// A provider: who they are, what is verified, their services.
import '../shell.js';
import {El, define, html, icon, nothing} from '../base.js';
import {get} from '../api.js';
import {date, nameOf, need, number, t} from '../i18n.js';
import {byCode, cardCategories, divisions} from '../ref.js';
import {empty, failed, skeleton} from '../ui/yq-empty.js';
import '../ui/yq-pager.js';
import {listingCard, stars} from './listing-card.js';

await need('service.');

define('yq-provider', class extends El {
  static properties = {provider: {state: true}, items: {state: true}, next: {state: true}, codes: {state: true}, areas: {state: true}, problem: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = location.pathname.split('/')[2];
    this.load();
  }

  async load() {
    this.problem = null;
    const open = {anonymous: true};
    try {
      const [provider, tops, areas, page] = await Promise.all([get(`/api/providers/${this.key}`, null, open), cardCategories(), divisions(), this.page()]);
      Object.assign(this, {provider, areas, codes: byCode(tops), items: page.items, next: page.next});
      document.title = `${provider.name} · ${t('shell.name')}`;
    } catch (problem) {
      this.problem = problem;
    }
  }

  page() {
    return get('/api/listings', {provider: this.key, limit: 20, after: this.next}, {anonymous: true});
  }

  async more() {
    this.busy = true;
    const page = await this.page().catch(() => ({items: [], next: this.next}));
    Object.assign(this, {busy: false, items: [...this.items, ...page.items], next: page.next});
  }

  head() {
    const p = this.provider;
    const area = this.areas.find((d) => d.code === p.division.code);
    return html`<div class="yq-card yq-pad"><div class="yq-title"><span class="yq-tile" aria-hidden="true">${icon('building')}</span><div class="yq-grow"><h1>${p.name}</h1>
      <div class="yq-by">${p.verified ? html`<span class="yq-verified">${icon('shield-check')}${t('provider.verifiedBy')}</span>` : nothing}<span>${area ? nameOf(area) : p.division.name}</span>${p.since ? html`<span>${t('provider.since', {date: date(p.since)})}</span>` : nothing}</div></div></div>
      ${p.profile ? html`<p class="yq-lead yq-prewrap">${p.profile}</p>` : nothing}
      <dl class="yq-figures"><div><dt>${t('provider.rating')}</dt><dd>${stars(p.rating)}${p.rating.count ? html` <small class="yq-muted">${t('rating.count', {n: number(p.rating.count)})}</small>` : nothing}</dd></div>
        <div><dt>${t('provider.done')}</dt><dd>${t('provider.orders', {n: number(p.completedOrders)})}</dd></div><div><dt>${t('provider.listings')}</dt><dd>${t('provider.items', {n: number(p.listingCount)})}</dd></div></dl>
      ${p.website && /^https?:\/\//.test(p.website) ? html`<p><a href=${p.website} rel="noopener noreferrer nofollow" target="_blank">${p.website} ${icon('external-link', t('provider.newWindow'))}</a></p>` : nothing}</div>
      ${p.qualifications?.length ? html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('provider.qualifications')}</h2><ul>${p.qualifications.map((q) => html`<li>${q.name}${q.validTo ? html` <span class="yq-muted">${t('provider.validTo', {date: date(q.validTo)})}</span>` : nothing}</li>`)}</ul></section>` : nothing}`;
  }

  render() {
    if (this.problem) return html`<div class="yq-section">${failed(this.problem, () => this.load(), true)}</div>`;
    if (!this.provider) return html`<div class="yq-section">${skeleton(3)}</div>`;
    return html`<nav class="yq-crumbs" aria-label=${t('shell.crumbs')}><a href="/services">${t('shell.services')}</a> / <span aria-current="page">${this.provider.name}</span></nav>
      <div class="yq-stack">${this.head()}</div>
      <section class="yq-section" aria-labelledby="offers"><h2 id="offers" class="yq-h">${t('provider.offers')}</h2>
        ${this.items.length ? html`<ul class="yq-cards">${this.items.map((item) => listingCard(item, this.codes))}</ul>
          <yq-pager .shown=${this.items.length} .total=${this.provider.listingCount} .more=${!!this.next} .busy=${this.busy} @yq-more=${() => this.more()}></yq-pager>`
        : empty({title: t('provider.nothing'), text: t('provider.nothingText'), action: html`<a class="yq-btn" href="/services">${t('services.showAll')}</a>`})}</section>`;
  }
});
