// Find a service: facets with live counts, sorting, more, compare up to three. The address is the state.
import '../shell.js';
import {El, define, html, icon, nothing} from '../base.js';
import {get} from '../api.js';
import {nameOf, number, t} from '../i18n.js';
import {byCode, cardCategories, categories, divisions} from '../ref.js';
import {onBack, read, write} from '../url.js';
import {empty, failed} from '../ui/yq-empty.js';
import '../ui/yq-facets.js';
import '../ui/yq-pager.js';
import {cardSkeletons, listingCard} from './listing-card.js';

const LISTS = ['category', 'division', 'support', 'priceModel', 'compare'];
const FILTERS = ['category', 'division', 'support', 'priceModel'];
const SORTS = ['relevance', 'rating', 'price', 'newest'];
const PAGE = 10;

define('yq-services', class extends El {
  static properties = {
    state_: {state: true}, items: {state: true}, similar: {state: true}, facets: {state: true}, tops: {state: true}, areas: {state: true}, next: {state: true},
    problem: {state: true}, busy: {state: true}, sheet: {state: true}, comparing: {state: true},
  };

  connectedCallback() {
    super.connectedCallback();
    this.state_ = read(LISTS);
    document.querySelector('.yq-search input').value = this.state_.q ?? '';
    this.stop = onBack(() => { this.state_ = read(LISTS); this.load(); });
    document.querySelector('.yq-search').addEventListener('submit', (e) => {
      e.preventDefault();
      this.go({q: e.target.q.value.trim()});
    });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  query() {
    const {q, category, division, support, priceModel} = this.state_;
    return {q, category, division, support, priceModel};
  }

  async load() {
    this.abort?.abort();
    const {signal} = (this.abort = new AbortController());
    this.problem = null;
    this.busy = true;
    const limit = Math.min(100, Math.max(PAGE, Number(this.state_.show) || PAGE));
    const open = {anonymous: true, signal};
    try {
      const [tops, areas, page, facets] = await Promise.all([
        this.state_.category.length ? categories() : cardCategories(), divisions(),
        get('/api/listings', {...this.query(), sort: this.state_.sort, limit}, open),
        get('/api/listings/facets', this.query(), open),
      ]);
      Object.assign(this, {tops, areas, items: page.items, similar: !!page.similar, next: page.next, facets, codes: byCode(tops), busy: false});
    } catch (problem) {
      if (problem.name !== 'AbortError') Object.assign(this, {problem, busy: false});
    }
  }

  async more() {
    this.busy = true;
    try {
      const page = await get('/api/listings', {...this.query(), sort: this.state_.sort, limit: PAGE, after: this.next}, {anonymous: true});
      this.items = [...this.items, ...page.items];
      this.next = page.next;
      this.state_ = {...this.state_, show: this.items.length};
      write(this.state_, true);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** Changes filters or sorting: a new step in the history and a new first page. */
  go(change) {
    this.state_ = {...this.state_, ...change, show: ''};
    write(this.state_);
    this.load();
  }

  groups() {
    const counts = (list) => new Map((list ?? []).map((c) => [c.code, c.count]));
    const byCategory = counts(this.facets.categories);
    const chosen = this.state_.category;
    const of = (top) => byCategory.get(top.code) ?? (top.children ?? []).reduce((n, c) => n + (byCategory.get(c.code) ?? 0), 0);
    const category = this.tops.flatMap((top) => {
      const open = [top, ...(top.children ?? [])].some((c) => chosen.includes(c.code));
      return [{value: top.code, label: nameOf(top), count: of(top)},
        ...(open ? (top.children ?? []).map((c) => ({value: c.code, label: nameOf(c), count: byCategory.get(c.code) ?? 0, child: true})) : [])];
    });
    const [support, model, area] = [counts(this.facets.supports), counts(this.facets.priceModels), counts(this.facets.divisions)];
    return [
      {name: 'support', label: t('facet.support'), one: true, options: ['full', 'part', 'none'].map((v) => ({value: v, label: t(`facet.support.${v}`), count: support.get(v) ?? 0}))},
      {name: 'category', label: t('facet.category'), options: category},
      {name: 'priceModel', label: t('facet.priceModel'), one: true, options: ['fixed', 'per-day', 'quotation'].map((v) => ({value: v, label: t(`price.model.${v}`), count: model.get(v) ?? 0}))},
      {name: 'division', label: t('facet.division'), fold: 6, options: this.areas.map((d) => ({value: d.code, label: nameOf(d), count: area.get(d.code) ?? 0})).sort((a, b) => b.count - a.count)},
    ];
  }

  labelOf(name, value) {
    if (name === 'category') return nameOf(this.codes.get(value)?.item ?? {name: value});
    if (name === 'division') return nameOf(this.areas.find((d) => d.code === value) ?? {name: value});
    return t(name === 'support' ? `facet.support.${value}` : `price.model.${value}`);
  }

  active() {
    const chosen = FILTERS.flatMap((name) => this.state_[name].map((value) => ({name, value})));
    if (!chosen.length) return nothing;
    return html`<div class="yq-active">${chosen.map(({name, value}) => html`<button type="button" @click=${() => this.go({[name]: this.state_[name].filter((v) => v !== value)})}>${this.labelOf(name, value)}${icon('x')}<span class="yq-hide">${t('facet.drop')}</span></button>`)}
      <button type="button" class="yq-link" @click=${() => this.go(Object.fromEntries(FILTERS.map((n) => [n, []])))}>${t('facet.clear')}</button></div>`;
  }

  pick(item) {
    const {compare} = this.state_;
    return {
      on: compare.includes(item.id), full: compare.length >= 3,
      toggle: () => {
        this.state_ = {...this.state_, compare: compare.includes(item.id) ? compare.filter((id) => id !== item.id) : [...compare, item.id]};
        write(this.state_, true);
      },
    };
  }

  async compare() {
    await import('./compare.js');
    this.comparing = true;
  }

  facetsView() {
    return html`<yq-facets .groups=${this.groups()} .value=${this.state_} @yq-change=${(e) => this.go({[e.detail.name]: e.detail.values})}></yq-facets>`;
  }

  async openSheet() {
    await import('../ui/yq-dialog.js');
    this.sheet = true;
  }

  head() {
    return html`<div class="yq-bar-top"><h1 aria-live="polite">${t('services.total.before')}<em>${number(this.facets.total)}</em>${t('services.total.after')}</h1>
      <button class="yq-btn yq-btn-sm yq-narrow-only" type="button" @click=${() => this.openSheet()}>${icon('filter')}${t('facet.open')}</button>
      <div class="yq-seg" role="group" aria-label=${t('sort.label')}>${SORTS.map((sort) => html`<button type="button" aria-pressed=${(this.state_.sort || 'relevance') === sort} @click=${() => this.go({sort: sort === 'relevance' ? '' : sort})}>${t(`sort.${sort}`)}</button>`)}</div></div>`;
  }

  list() {
    if (!this.items.length) return this.nothingFound();
    const note = this.similar ? html`<p class="yq-note yq-below" role="status">${icon('search')}<span>${t('services.similar', {q: this.state_.q})}</span></p>` : nothing;
    return html`<h2 class="yq-hide">${t('services.results')}</h2>${note}<ul class="yq-cards">${this.items.map((item) => listingCard(item, this.codes, this.pick(item)))}</ul>
      <yq-pager .shown=${this.items.length} .total=${this.facets.total} .more=${!!this.next} .busy=${this.busy} .step=${PAGE} @yq-more=${() => this.more()}></yq-pager>`;
  }

  nothingFound() {
    const last = FILTERS.flatMap((name) => this.state_[name].map((value) => ({name, value}))).at(-1);
    return empty({
      picture: 'search', title: t('services.none'), text: this.state_.q ? t('services.noneFor', {q: this.state_.q}) : t('services.noneText'),
      action: html`${last ? html`<button class="yq-btn" type="button" @click=${() => this.go({[last.name]: this.state_[last.name].filter((v) => v !== last.value)})}>${t('services.without', {name: this.labelOf(last.name, last.value)})}</button>` : nothing}
        <a class="yq-btn yq-btn-primary" href="/services">${t('services.showAll')}</a>`,
    });
  }

  render() {
    if (this.problem) return html`<div class="yq-section">${failed(this.problem, () => this.load(), true)}</div>`;
    if (!this.items) return html`<div class="yq-split"><aside class="yq-card yq-aside yq-ghost"></aside><div><h1 class="yq-hide">${t('services.title')}</h1>${cardSkeletons(6)}</div></div>`;
    const {compare} = this.state_;
    return html`<div class="yq-split"><aside class="yq-card yq-aside" aria-label=${t('facet.open')}>${this.facetsView()}</aside>
      <div>${this.head()}${this.active()}${this.list()}
        ${compare.length ? html`<div class="yq-card yq-compare"><span class="yq-grow">${t('compare.chosen', {n: compare.length})}</span>
          <button class="yq-btn yq-btn-quiet" type="button" @click=${() => { this.state_ = {...this.state_, compare: []}; write(this.state_, true); }}>${t('compare.clear')}</button>
          <button class="yq-btn yq-btn-primary" type="button" ?disabled=${compare.length < 2} @click=${() => this.compare()}>${icon('compare')}${t('compare.open')}</button></div>` : nothing}</div></div>
      ${this.sheet ? html`<yq-dialog .open=${this.sheet} .heading=${t('facet.open')} .body=${this.facetsView()} @yq-close=${() => { this.sheet = false; }}
        .foot=${html`<button class="yq-btn yq-btn-primary" type="button" @click=${() => { this.sheet = false; }}>${t('facet.show', {n: number(this.facets.total)})}</button>`}></yq-dialog>` : nothing}
      ${this.comparing ? html`<yq-compare .ids=${compare} .known=${this.items} .codes=${this.codes} .areas=${this.areas} @yq-close=${() => { this.comparing = false; }}></yq-compare>` : nothing}`;
  }
});
