// Programmes of on-site diagnosis: who may have how many free visits a year, and how many they had.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, listed, money, need, number, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {is} from '../../session.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {namesOf, types} from '../diagnosis-words.js';
import {ListPage} from '../list.js';
import {head} from '../parts.js';
import {go} from '../router.js';
import {today} from '../../dates.js';

await need('diagnosis.');

export const phaseOf = (p) => (p.closed ? 'closed' : p.validFrom > today() ? 'coming' : p.validTo < today() ? 'ended' : 'open');

define('yq-programmes', class extends ListPage {
  static properties = {...ListPage.properties, kinds: {state: true}, places: {state: true}};

  fetch() { return get('/api/programmes'); }

  async around() {
    const [known, places] = await Promise.all([types(), divisions()]);
    this.set({kinds: known.types, places});
  }

  columns() {
    const tiers = (p) => (p.tiers.length ? listed(p.tiers.map((tier) => t(`tier.${tier}`))) : t('programmes.allTiers'));
    return [
      {key: 'name', label: t('programmes.name'), first: true, fixed: true, cell: (p) => html`<a href="/desk/programmes/${p.id}">${p.name}</a><span class="yq-sub">${date(p.validFrom)} – ${date(p.validTo)}</span>`},
      {key: 'whom', label: t('programmes.whom'), first: true, cell: (p) => html`${namesOf(p.divisions, this.places ?? [], t('programmes.wholeCity'))} · ${tiers(p)}<span class="yq-sub">${namesOf(p.types, this.kinds ?? [], t('programmes.allTypes'))}</span>`},
      {key: 'quota', label: t('programmes.quota'), num: true, wide: true, cell: (p) => html`${t('programmes.perYear', {n: number(p.visitsPerYear)})}${p.budget ? html`<span class="yq-sub">${t('programmes.paid', {money: money(p.feeFen)})}</span>` : nothing}`},
      {key: 'used', label: t('programmes.used'), num: true, cell: (p) => t('programmes.usedBy', {n: number(p.usage.visits), m: number(p.usage.enterprises)})},
      {key: 'state', label: t('orders.state'), side: true, cell: (p) => status('programme', phaseOf(p))}];
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.programmes'), t('programmes.intro'), is('city-admin') ? html`<a class="yq-btn yq-btn-primary" href="/desk/programmes/new">${icon('plus')}${t('programmeForm.new')}</a>` : undefined)}${this.trouble()}
      <div class="yq-card"><yq-table name="programmes" .label=${t('desk.programmes')} .columns=${this.columns()} .rows=${this.rows} .none=${empty({picture: 'list', title: t('programmes.none'), text: t('programmes.noneText')})} @yq-open=${(e) => go(`/desk/programmes/${e.detail.row.id}`)}></yq-table></div>`;
  }
});
