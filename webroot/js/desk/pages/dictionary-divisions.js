// Divisions of the city with the time in which each existed, and which took over from which.
import {El, define, html, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, nameOf, need, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {phase} from '../../dates.js';

await need('dictionary.');

define('yq-dict-divisions', class extends El {
  static properties = {day: {}, when: {}, words: {}, all: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      this.all = (await get('/api/divisions', {all: true})).items.map((d) => ({...d, id: d.code}));
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** What passed over to it, and from it, in the words of the decision. */
  passed(division) {
    const out = this.all.flatMap((d) => d.predecessors.filter((p) => p.code === division.code).map((p) => ({...p, name: nameOf(d), how: 'to'})));
    const own = new Map(this.all.map((d) => [d.code, nameOf(d)]));
    const into = division.predecessors.map((p) => ({...p, name: own.get(p.code) ?? p.code, how: 'from'}));
    return [...into, ...out].map((p) => html`<div>${t(`dictionary.${p.how}`, {day: date(p.effective), name: p.name})}<span class="yq-sub">${p.note}</span></div>`);
  }

  columns() {
    return [
      {key: 'name', label: t('dictionary.name'), first: true, fixed: true, cell: (d) => html`<strong>${nameOf(d)}</strong><span class="yq-sub">${d.code} · ${t(`area.${d.kind}`)}</span>`},
      {key: 'valid', label: t('dictionary.valid'), cell: (d) => html`<span class="yq-nowrap">${t('dictionary.since', {day: date(d.validFrom)})}</span>${d.validTo ? html`<span class="yq-sub">${t('dictionary.until', {day: date(d.validTo)})}</span>` : nothing}`},
      {key: 'state', label: t('dictionary.state'), side: true, cell: (d) => status('division', phase(d, this.day))},
      {key: 'passed', label: t('dictionary.passed'), first: true, cell: (d) => this.passed(d)}];
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load());
    if (!this.all || !this.day) return html`<div class="yq-pad">${skeleton(3)}</div>`;
    const wanted = (this.words ?? '').toLowerCase();
    const rows = this.all.filter((d) => (this.when === 'all' || phase(d, this.day) === this.when) && [d.code, d.name, d.nameEn].some((word) => word.toLowerCase().includes(wanted)));
    if (!rows.length) return empty({picture: 'search', title: t(`dictionary.none.${wanted ? 'found' : this.when}`), text: t('list.widen')});
    return html`<yq-table .label=${t('dictionary.part.divisions')} .columns=${this.columns()} .rows=${rows}></yq-table><p class="yq-pad yq-muted yq-small">${t('dictionary.count', {n: rows.length})}</p>`;
  }
});
