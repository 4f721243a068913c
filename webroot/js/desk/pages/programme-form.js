// The city sets up a programme: whom it is for, how many visits a year, paid from what, and its notice periods.
import {El, define, html} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {nameOf, need, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {toast} from '../../ui/yq-toast.js';
import {types} from '../diagnosis-words.js';
import {head} from '../parts.js';
import {go, name} from '../router.js';

await need('diagnosis.');

const TIERS = ['innovative', 'specialised', 'little-giant'];
const FRESH = {divisions: [], tiers: [], types: [], visitsPerYear: 2, noticeHours: 24, horizonDays: 60, gapDays: 7, cancelHours: 24, rescheduleHours: 48};

define('yq-programme-form', class extends El {
  static properties = {id: {}, fields: {state: true}, start: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = newKey();
    this.load();
  }

  get heading() { return t(this.id ? 'programmeForm.edit' : 'programmeForm.new'); }

  async load() {
    this.problem = null;
    try {
      const [areas, known, budgets, now] = await Promise.all([divisions(), types(), get('/api/budgets', {state: 'open', limit: 100}), this.id ? get(`/api/programmes/${this.id}`) : null]);
      const year = new Date().getFullYear();
      this.version = now?.version;
      name(this.heading);
      this.start = now ? {...Object.fromEntries([...Object.keys(FRESH), 'name', 'validFrom', 'validTo', 'feeFen'].map((key) => [key, now[key]])), budgetId: now.budget?.id ?? ''} : {...FRESH, validFrom: `${year}-01-01`, validTo: `${year}-12-31`};
      // a budget that was closed meanwhile stays named while it is the programme's
      const purses = now?.budget && !budgets.items.some((b) => b.id === now.budget.id) ? [now.budget, ...budgets.items] : budgets.items;
      this.fields = this.describe(areas, known.types, purses);
    } catch (problem) {
      this.problem = problem;
    }
  }

  describe(areas, kinds, budgets) {
    const n = (name, min, max, group) => ({name, label: t(`programmes.${name}`), type: 'number', required: true, min, max, half: true, hint: t(`programmeForm.${name}`), group});
    const whom = t('programmes.whom');
    const rules = t('programmes.rules');
    return [
      {name: 'name', label: t('programmes.name'), required: true, minlength: 2, maxlength: 100},
      {name: 'validFrom', label: t('programmeForm.from'), type: 'date', required: true, half: true},
      {name: 'validTo', label: t('programmeForm.to'), type: 'date', required: true, half: true, check: (to, all) => (to < all.validFrom ? t('programmeForm.endsBefore') : undefined)},
      n('visitsPerYear', 1, 1000),
      {name: 'budgetId', label: t('programmes.budget'), type: 'select', half: true, options: budgets.map((b) => ({value: b.id, label: b.name})), placeholder: t('programmes.noBudget'), hint: t('programmeForm.budgetHint')},
      {name: 'feeFen', label: t('programmes.fee'), type: 'money', required: true, min: 1, half: true, hint: t('programmeForm.feeHint'), show: (all) => !!all.budgetId},
      {name: 'tiers', label: t('programmes.tiers'), type: 'checks', group: whom, options: TIERS.map((tier) => ({value: tier, label: t(`tier.${tier}`)})), hint: t('programmeForm.emptyAll')},
      {name: 'types', label: t('programmes.types'), type: 'checks', group: whom, options: kinds.map((k) => ({value: k.code, label: nameOf(k)})), hint: t('programmeForm.emptyAll')},
      {name: 'divisions', label: t('programmes.divisions'), type: 'checks', group: whom, options: areas.map((d) => ({value: d.code, label: nameOf(d)})), hint: t('programmeForm.emptyAll')},
      n('noticeHours', 0, 720, rules), n('horizonDays', 1, 365, rules), n('cancelHours', 0, 720, rules), n('rescheduleHours', 0, 720, rules), n('gapDays', 0, 365, rules)];
  }

  async save(value) {
    this.set({busy: true, refused: null});
    const body = {...value, budgetId: value.budgetId || null, feeFen: value.feeFen ?? null};
    try {
      const saved = this.id ? await patch(`/api/programmes/${this.id}`, body, {match: this.version}) : await post('/api/programmes', body, {key: this.key});
      this.querySelector('yq-form').forget();
      toast(t('programmeForm.saved', {name: saved.name}));
      return go(`/desk/programmes/${saved.id}`);
    } catch (problem) {
      this.refused = problem;
      if (problem.status) this.key = newKey();
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.fields) return skeleton(3);
    return html`${head(this.heading, t('programmeForm.lead'))}
      <div class="yq-card yq-pad yq-narrow"><yq-form draft=${`programme-${this.id ?? 'new'}-${this.version ?? 0}`} .fields=${this.fields} .value=${this.start} .problem=${this.refused} .submitLabel=${t('programmeForm.save')} ?busy=${this.busy} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></div>`;
  }
});
