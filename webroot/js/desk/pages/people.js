// People: one's colleagues and their invitations, or the accounts that an administrator keeps.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {need, t, when} from '../../i18n.js';
import {districtOf, divisions} from '../../ref.js';
import {current, is} from '../../session.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {exportButton} from '../export.js';
import {invitations} from '../invitations.js';
import {ListPage, choose, pager, search, tabs} from '../list.js';
import {head} from '../parts.js';
import {standing} from '../person.js';
import '../person-form.js';

await need('people.');

const ROLES = ['enterprise', 'provider', 'district-admin', 'city-admin', 'finance', 'auditor', 'expert'];

define('yq-people', class extends ListPage {
  static properties = {...ListPage.properties, open: {state: true}, form: {state: true}, invited: {state: true}, areas: {state: true}, vacant: {state: true}};

  get member() { return is('enterprise', 'provider'); }

  query() {
    const {q, role, organisation, disabled} = this.filter;
    return {q, role, organisation, disabled};
  }

  fetch(query) { return get('/api/accounts', query); }

  async around() {
    const {organisation} = this.filter;
    const [open, areas, of] = await Promise.all([this.member ? get('/api/invitations') : null, this.member ? [] : divisions(), organisation && is('district-admin', 'city-admin') ? get(`/api/organisations/${organisation}`) : null]);
    this.set({invited: open?.items, areas, vacant: of?.state === 'active' ? of : null});
  }

  /** The open person as the list has it now. */
  get person() { return this.rows?.find((row) => row.id === this.open) ?? null; }

  place(a) {
    if (a.organisation) return a.organisation.name;
    return districtOf(a);
  }

  columns() {
    const you = (a) => (a.id === current()?.id ? html`<span class="yq-muted">${t('people.you')}</span>` : nothing);
    return [
      {key: 'name', label: t('people.name'), first: true, fixed: true, cell: (a) => html`<button class="yq-link" type="button" @click=${() => { this.open = a.id; }}>${a.name}</button>${you(a)}<span class="yq-sub">${a.username}</span>`},
      ...(this.member ? [] : [{key: 'place', label: t('people.place'), first: true, cell: (a) => this.place(a)}, {key: 'role', label: t('people.role'), cell: (a) => t(`role.${a.role}`)}]),
      {key: 'email', label: t('people.email'), first: this.member, wide: !this.member, cell: (a) => a.email},
      {key: 'last', label: t('people.lastSignIn'), wide: !this.member, cell: (a) => (a.lastSignInAt ? when(a.lastSignInAt) : t('people.never'))},
      {key: 'state', label: t('people.state'), side: true, cell: (a) => status('account', standing(a))}];
  }

  actions() {
    return html`${this.member ? html`<button class="yq-btn yq-btn-primary" type="button" @click=${() => { this.form = 'invite'; }}>${icon('user-plus')}${t('people.inviteTitle')}</button>` : nothing}
      ${is('city-admin') ? html`<button class="yq-btn yq-btn-primary" type="button" @click=${() => { this.form = 'open'; }}>${icon('user-plus')}${t('people.openTitle')}</button>` : nothing}${exportButton('accounts', this.query())}`;
  }

  toolbar() {
    const f = this.filter;
    return html`${search(this, t('people.search'))}
      ${this.member ? nothing : choose(this, 'role', t('people.allRoles'), ROLES.slice(0, is('district-admin') ? 2 : ROLES.length).map((role) => [role, t(`role.${role}`)]))}
      ${f.organisation ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({organisation: ''})}>${icon('x')}${t('people.ofOrganisation', {name: this.rows?.[0]?.organisation?.name ?? this.vacant?.name ?? ''})}</button>` : nothing}`;
  }

  none() {
    const {q, role, disabled} = this.filter;
    if (this.vacant && !q && !role && !disabled) {
      return empty({picture: 'search', title: t('people.vacant', {name: this.vacant.name}), text: t('people.vacantText'),
        action: html`<button class="yq-btn yq-btn-primary" type="button" @click=${() => { this.form = 'first'; }}>${icon('user-plus')}${t('people.firstTitle')}</button>`});
    }
    return empty({picture: 'search', title: t('people.none'), text: t('list.widen'), action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({q: '', role: '', organisation: '', disabled: ''})}>${t('list.all')}</button>`});
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.people'), t(this.member ? 'people.introMember' : is('auditor') ? 'people.introAuditor' : 'people.intro'), this.actions())}${this.trouble()}
      ${this.member ? invitations(this, this.invited) : nothing}
      <div class="yq-card">${tabs(this, 'disabled', t('people.state'), [['', t('list.all')], ['false', t('people.enabled')], ['true', t('state.account.disabled')]])}<yq-table name=${this.member ? 'colleagues' : 'people'} .label=${t('desk.people')} .columns=${this.columns()} .rows=${this.rows} .selected=${this.open} .bar=${this.toolbar()} .none=${this.none()} @yq-open=${(e) => { this.open = e.detail.row.id; }}></yq-table>${pager(this)}</div>
      <yq-person .account=${this.form ? null : this.person} @yq-gone=${() => { if (!this.form) this.open = null; }} @yq-changed=${() => this.load()} @yq-edit=${() => { this.form = 'edit'; }}></yq-person>
      <yq-person-form .kind=${this.form} .account=${this.form === 'edit' ? this.person : null} .areas=${this.areas} .organisation=${this.vacant} @yq-gone=${() => { this.form = null; }} @yq-changed=${() => this.load()}></yq-person-form>`;
  }
});
