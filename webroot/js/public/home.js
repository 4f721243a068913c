// Home page: public figures, services that cost enterprises nothing, categories.
import '../shell.js';
import {El, define, html, icon} from '../base.js';
import {get} from '../api.js';
import {moneyShort, nameOf, need, number, t} from '../i18n.js';
import {byCode, cardCategories} from '../ref.js';
import {empty, failed} from '../ui/yq-empty.js';
import {cardSkeletons, listingCard} from './listing-card.js';

await need('home.');

define('yq-stats', class extends El {
  static properties = {stats: {state: true}};

  async connectedCallback() {
    super.connectedCallback();
    this.stats = await get('/api/stats', null, {anonymous: true}).catch(() => null); // the page is whole without them
  }

  render() {
    const {providers, listings, availableFen} = this.stats ?? {};
    const money = this.stats && moneyShort(availableFen);
    const figure = (label, value, unit) => html`<div><dt>${label}</dt><dd>${this.stats ? html`${value}<small>${unit}</small>` : '—'}</dd></div>`;
    return html`<dl class="yq-statbox">${figure(t('stats.providers'), this.stats && number(providers), t('stats.unit.providers'))}
      ${figure(t('stats.listings'), this.stats && number(listings), t('stats.unit.listings'))}
      ${figure(t('stats.available'), money?.figure, money?.unit)}</dl>`;
  }
});

define('yq-home-listings', class extends El {
  static properties = {items: {state: true}, codes: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [tops, free] = await Promise.all([cardCategories(), this.find({support: 'full'})]);
      this.codes = byCode(tops);
      const found = free.length >= 6 ? free : [...free, ...(await this.find({}))];
      this.items = [...new Map(found.map((item) => [item.id, item])).values()].slice(0, 6);
    } catch (problem) {
      this.problem = problem;
    }
  }

  async find(filter) {
    return (await get('/api/listings', {...filter, sort: 'rating', limit: 6}, {anonymous: true})).items;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load());
    if (!this.items) return cardSkeletons(6);
    if (!this.items.length) return empty({title: t('home.none'), text: t('home.noneText'), action: html`<a class="yq-btn yq-btn-primary" href="/register?kind=provider">${t('home.joinButton')}</a>`});
    return html`<ul class="yq-cards">${this.items.map((item) => listingCard(item, this.codes))}</ul>`;
  }
});

define('yq-home-categories', class extends El {
  static properties = {tops: {state: true}, counts: {state: true}, problem: {state: true}};

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.tops = await cardCategories();
      const facets = await get('/api/listings/facets', null, {anonymous: true});
      this.counts = new Map(facets.categories.map((c) => [c.code, c.count]));
    } catch (problem) {
      this.problem = problem;
    }
  }

  count(top) {
    return this.counts?.get(top.code) ?? (top.children ?? []).reduce((sum, c) => sum + (this.counts?.get(c.code) ?? 0), 0);
  }

  render() {
    if (this.problem && !this.tops) return failed(this.problem);
    return html`<ul class="yq-cats">${(this.tops ?? []).map((top, index) => html`<li><a class="yq-card yq-cat" href=${`/services?category=${top.code}`}>
      <span class="yq-tile yq-tint-${index % 6}" aria-hidden="true">${icon(top.icon ?? 'list-check')}</span>
      <span><strong>${nameOf(top)}</strong><small>${this.counts ? t('home.count', {n: number(this.count(top))}) : '—'}</small></span></a></li>`)}</ul>`;
  }
});
