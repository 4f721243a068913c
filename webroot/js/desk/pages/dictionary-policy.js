// The measures of the action plan that categories rest on, and who answers for each.
import {El, define, html} from '../../base.js';
import {get} from '../../api.js';
import {listed, nameOf, need, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-table.js';
import {textOf} from '../dictionary-rows.js';

await need('dictionary.');

define('yq-dict-policy', class extends El {
  static properties = {words: {}, all: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      this.all = (await get('/api/policy-items')).items.map((item) => ({...item, id: String(item.number)}));
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** A number alone means that item. */
  meant(item) {
    const wanted = (this.words ?? '').toLowerCase();
    if (/^\d+$/.test(wanted)) return item.id === wanted;
    return [item.section, item.summary, item.summaryEn, ...item.departments.flatMap((d) => [d.name, d.nameEn])].some((word) => word.toLowerCase().includes(wanted));
  }

  columns() {
    return [
      {key: 'item', label: t('dictionary.item'), first: true, fixed: true, cell: (item) => html`<strong>${t('dictionary.itemNo', {n: item.number})}</strong> <span class="yq-muted">${item.section}</span><div>${textOf(item, 'summary')}</div><span class="yq-sub">${item.source}</span>`},
      {key: 'departments', label: t('dictionary.departments'), first: true, cell: (item) => listed(item.departments.map(nameOf))}];
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load());
    if (!this.all) return html`<div class="yq-pad">${skeleton(3)}</div>`;
    const rows = this.all.filter((item) => this.meant(item));
    if (!rows.length) return empty({picture: 'search', title: t('dictionary.none.found'), text: t('list.widen')});
    return html`<yq-table .label=${t('dictionary.part.policy')} .columns=${this.columns()} .rows=${rows}></yq-table><p class="yq-pad yq-muted yq-small">${t('dictionary.policyNote')}</p>`;
  }
});
