// One service: what it is, who offers it, what government pays, how to order it.
import '../shell.js';
import {El, define, html, icon, nothing} from '../base.js';
import {download, get} from '../api.js';
import {date, fileSize, money, nameOf, need, number, percent, t} from '../i18n.js';
import {byCode, cardCategories, divisionNames, divisions} from '../ref.js';
import {current, onSession, session} from '../session.js';
import {failed, skeleton} from '../ui/yq-empty.js';
import {categoryName, seal, stars, tile} from './listing-card.js';
import './order-box.js';
import './reviews.js';

await need('service.');

define('yq-service', class extends El {
  static properties = {item: {state: true}, codes: {state: true}, areas: {state: true}, account: {state: true}, versions: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = location.pathname.split('/')[2];
    this.load();
    this.stop = onSession((account) => { this.account = account; this.loadVersions(); });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  async load() {
    this.problem = null;
    try {
      const [item, tops, areas] = await Promise.all([get(`/api/listings/${this.key}`), cardCategories(), divisions()]);
      // what an enterprise would pay is part of the page: it shall not push the rest down later
      const quotes = (await session())?.role === 'enterprise' ? await get(`/api/listings/${item.id}/quotes`, {quantity: 1}).catch(() => null) : null;
      Object.assign(this, {item, areas, codes: byCode(tops), quotes: quotes?.items, account: current()});
      document.title = `${item.title} · ${t('shell.name')}`;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Versions that were on sale; only signed-in people may look. */
  async loadVersions() {
    if (!this.account) { this.versions = null; return; }
    this.versions = (await get(`/api/listings/${this.key}/versions`, null, {ask: false}).catch(() => null))?.items;
  }

  crumbs() {
    const {code, parent} = this.item.category;
    const top = (this.codes.get(code) ?? this.codes.get(parent))?.top;
    return html`<nav class="yq-crumbs" aria-label=${t('shell.crumbs')}><a href="/services">${t('shell.services')}</a>${top ? html` / <a href=${`/services?category=${top.code}`}>${nameOf(top)}</a>` : nothing} / <span aria-current="page">${this.item.title}</span></nav>`;
  }

  head() {
    const x = this.item;
    return html`<div class="yq-card yq-pad"><div class="yq-title">${tile(x, this.codes)}<div class="yq-grow"><h1>${x.title}</h1>
        <div class="yq-by"><a href=${`/providers/${x.provider.id}`}>${x.provider.name}</a><span class="yq-verified">${icon('shield-check')}${t('provider.verified')}</span></div></div></div>
      ${x.summary ? html`<p class="yq-lead">${x.summary}</p>` : nothing}
      <div class="yq-chips">${seal(x.supportBps)}<span class="yq-chip">${categoryName(x, this.codes)}</span></div>
      <div class="yq-meta"><span>${stars(x.rating)}${x.rating.count ? html` <a href="#reviews">${t('rating.count', {n: number(x.rating.count)})}</a>` : nothing}</span>
        ${x.orderCount ? html`<span>${t('listing.orders', {n: number(x.orderCount)})}</span>` : nothing}</div></div>`;
  }

  facts() {
    const x = this.item;
    const rows = [
      [t('service.price'), html`${t(`price.model.${x.priceModel}`)}`],
      [t('service.delivery'), x.deliveryDays ? t('service.deliveryDays', {n: x.deliveryDays}) : t('compare.agreed')],
      [t('service.divisions'), divisionNames(x.divisions, this.areas, t('listing.wholeCity'))],
      [t('service.capacity'), x.capacityPerMonth ? t('service.capacityText', {n: x.capacityPerMonth, left: x.capacityLeft ?? x.capacityPerMonth}) : t('service.capacityFree')],
      [t('service.number'), x.number],
      [t('service.published'), html`${date(x.publishedAt)}${x.liveVersion ? html` · ${t('service.version', {n: x.liveVersion})}` : nothing}`],
    ];
    return html`<section class="yq-card yq-pad" aria-labelledby="facts"><h2 id="facts" class="yq-h">${t('service.facts')}</h2><dl class="yq-facts">${rows.map(([k, v]) => html`<dt>${k}</dt><dd>${v}</dd>`)}</dl></section>`;
  }

  files() {
    const files = this.item.evidence ?? [];
    if (!files.length) return nothing;
    return html`<section class="yq-card yq-pad" aria-labelledby="files"><h2 id="files" class="yq-h">${t('service.files')}</h2><div class="yq-stack">${files.map((f) => html`<div class="yq-file">${icon('file-check')}
      ${this.account ? html`<button class="yq-link yq-grow" type="button" @click=${() => download(`/api/attachments/${f.id}`, f.name)}>${f.name}</button>` : html`<span class="yq-grow">${f.name}</span>`}<span class="yq-muted yq-small">${fileSize(f.size)}</span></div>`)}</div></section>`;
  }

  versionList() {
    if (!this.versions?.length) return nothing;
    return html`<section class="yq-card yq-pad"><h2 id="versions" class="yq-h">${t('service.versions')}</h2><p class="yq-hint">${t('service.versionsText')}</p>
      <div class="yq-scroll" tabindex="0" role="region" aria-labelledby="versions"><table><thead><tr><th scope="col">${t('service.versionNo')}</th><th scope="col">${t('service.versionTitle')}</th><th scope="col" class="yq-right">${t('service.versionPrice')}</th><th scope="col">${t('service.versionAt')}</th></tr></thead>
      <tbody>${this.versions.map((v) => html`<tr><td>${v.version}${v.version === this.item.liveVersion ? html` <span class="yq-chip">${t('service.current')}</span>` : nothing}</td><td class="yq-version-title">${v.title}</td><td class="yq-right yq-nowrap">${v.priceFen === null ? t('price.quotation') : money(v.priceFen)}</td><td class="yq-nowrap">${date(v.at)}</td></tr>`)}</tbody></table></div></section>`;
  }

  render() {
    if (this.problem) return html`<div class="yq-section">${failed(this.problem, () => this.load(), true)}</div>`;
    if (!this.item) return html`<div class="yq-section">${skeleton(3)}</div>`;
    return html`${this.crumbs()}<div class="yq-detail"><div class="yq-stack">${this.head()}
        ${this.item.description ? html`<section class="yq-card yq-pad" aria-labelledby="what"><h2 id="what" class="yq-h">${t('service.what')}</h2><div class="yq-prewrap yq-prose">${this.item.description}</div></section>` : nothing}
        ${this.facts()}${this.files()}${this.versionList()}<yq-reviews .key=${this.key} .rating=${this.item.rating}></yq-reviews></div>
      <aside class="yq-stack"><yq-order-box class="yq-card yq-pad" .item=${this.item} .account=${this.account} .given=${this.quotes}></yq-order-box>
        <div class="yq-card yq-pad"><h2 class="yq-h">${t('service.how')}</h2><ol class="yq-how"><li>${t('service.how1')}</li><li>${t('service.how2')}</li><li>${t('service.how3')}</li><li>${t('service.how4')}</li></ol>
          ${this.item.supportBps ? html`<p class="yq-hint">${this.item.supportBps >= 10000 ? t('service.fullNote') : t('service.supportNote', {share: percent(this.item.supportBps)})}</p>` : nothing}</div></aside></div>`;
  }
});
