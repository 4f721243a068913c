// Service specialists: how many enterprises each looks after, and how often they were in touch.
import {El, define, html} from '../../base.js';
import {get} from '../../api.js';
import {nameOf, need, number, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {is} from '../../session.js';
import {empty, failed} from '../../ui/yq-empty.js';
import '../../ui/yq-table.js';
import {read, write} from '../../url.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import {go} from '../router.js';

await need('plan.');

define('yq-specialists', class extends El {
  static properties = {rows: {state: true}, areas: {state: true}, division: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.division = read().division ?? '';
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [people, areas] = await Promise.all([get('/api/specialists', {division: this.division}), divisions()]);
      this.set({rows: people.items, areas});
    } catch (problem) {
      this.problem = problem;
    }
  }

  narrow(division) {
    this.set({division, rows: undefined});
    write({division});
    this.load();
  }

  columns() {
    const n = (key) => ({key, label: t(`specialists.${key}`), num: true, cell: (s) => number(s[key])});
    return [
      {key: 'name', label: t('specialist.one'), first: true, fixed: true, cell: (s) => html`<a href="/desk/plans?specialist=${s.id}">${s.name}</a><span class="yq-sub">${placeOf(s) ?? t('specialist.city')}</span>`},
      {key: 'phone', label: t('specialists.phone'), cell: (s) => (s.phone ? html`<a class="yq-nowrap" href="tel:${s.phone}">${s.phone}</a>` : '')},
      {...n('enterprises'), side: true, cell: (s) => t('specialists.n', {n: number(s.enterprises)})}, n('substituting'), n('openActions'), n('contacts')].map((column) => (['substituting', 'openActions', 'contacts'].includes(column.key) ? {...column, wide: true} : column));
  }

  bar() {
    if (is('district-admin')) return html`<span class="yq-muted yq-small">${t('specialists.order')}</span>`;
    return html`<select aria-label=${t('specialists.division')} @change=${(e) => this.narrow(e.target.value)}><option value="">${t('specialists.everywhere')}</option>${(this.areas ?? []).map((d) => html`<option value=${d.code} ?selected=${d.code === this.division}>${nameOf(d)}</option>`)}</select>`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.specialists'), t('specialists.intro'))}<div class="yq-card"><yq-table name="specialists" .label=${t('desk.specialists')} .columns=${this.columns()} .rows=${this.rows} .bar=${this.bar()}
      .none=${empty({title: t('specialist.none'), text: t('specialist.noneText')})} @yq-open=${(e) => go(`/desk/plans?specialist=${e.detail.row.id}`)}></yq-table></div>`;
  }
});
