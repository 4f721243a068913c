// Service categories in two levels, in force on a day, to come, or ended.
import {El, define, html, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, nameOf, need, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {matches, nextName, rowsOn} from '../dictionary-rows.js';
import {go} from '../router.js';

await need('dictionary.');

define('yq-dict-categories', class extends El {
  static properties = {day: {}, when: {}, words: {}, tree: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      this.tree = (await get('/api/categories', {all: true})).items;
    } catch (problem) {
      this.problem = problem;
    }
  }

  columns() {
    return [
      {key: 'name', label: t('dictionary.name'), first: true, fixed: true, cell: (r) => html`<div class=${r.parent ? 'yq-below-it' : ''}><a class=${r.parent ? '' : 'yq-strong'} href="/desk/dictionary/${r.id}">${r.name}</a>
        <span class="yq-sub">${r.parent ? html`<span class="yq-hide">${t('dictionary.under', {name: nameOf(r.parent)})}</span>` : nothing}${r.id}</span>${this.planned(r)}</div>`},
      {key: 'department', label: t('dictionary.department'), cell: (r) => nameOf(r.category.department)},
      {key: 'state', label: t('dictionary.state'), side: true, cell: (r) => status('category', r.phase)},
      {key: 'item', label: t('dictionary.item'), wide: true, cell: (r) => html`<a class="yq-nowrap" href="/desk/dictionary?part=policy&amp;q=${r.category.policyItem}">${t('dictionary.itemNo', {n: r.category.policyItem})}</a>`},
      {key: 'valid', label: t('dictionary.valid'), wide: true, cell: (r) => html`<span class="yq-nowrap">${date(r.category.validFrom)}</span>${r.category.validTo ? html`<span class="yq-sub">${t('dictionary.until', {day: date(r.category.validTo)})}</span>` : nothing}`}];
  }

  planned(row) {
    const next = nextName(row.category, this.day);
    return html`${next ? html`<span class="yq-sub">${t('dictionary.renamedFrom', {day: date(next.from), name: nameOf(next)})}</span>` : nothing}
      ${row.phase === 'current' && row.category.validTo ? html`<span class="yq-sub">${t('dictionary.endsOn', {day: date(row.category.validTo)})}</span>` : nothing}`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load());
    if (!this.tree || !this.day) return html`<div class="yq-pad">${skeleton(3)}</div>`;
    const rows = rowsOn(this.tree, this.day).filter((r) => (this.when === 'all' || r.phase === this.when) && (!this.words || matches(r, this.words)));
    if (!rows.length) return empty({picture: 'search', title: t(`dictionary.none.${this.words ? 'found' : this.when}`), text: t('list.widen')});
    return html`<yq-table .label=${t('dictionary.part.categories')} .columns=${this.columns()} .rows=${rows} @yq-open=${(e) => go(`/desk/dictionary/${e.detail.row.id}`)}></yq-table>
      <p class="yq-pad yq-muted yq-small">${t('dictionary.count', {n: rows.length})}</p>`;
  }
});
