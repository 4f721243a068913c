// The city sets up a programme: whom it is for, how many visits a year, paid from what, and its notice periods.
import {define} from '../../base.js';
import {get} from '../../api.js';
import {nameOf, need, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {types} from '../diagnosis-words.js';
import {FormPage} from '../form-page.js';

await need('diagnosis.');

const TIERS = ['innovative', 'specialised', 'little-giant'];
const FRESH = {divisions: [], tiers: [], types: [], visitsPerYear: 2, noticeHours: 24, horizonDays: 60, gapDays: 7, cancelHours: 24, rescheduleHours: 48};

define('yq-programme-form', class extends FormPage {
  list = 'programmes';

  get words() { return {title: t(this.id ? 'programmeForm.edit' : 'programmeForm.new'), lead: t('programmeForm.lead'), save: t('programmeForm.save')}; }

  done(saved) { return t('programmeForm.saved', {name: saved.name}); }

  around() { return Promise.all([divisions(), types(), get('/api/budgets', {state: 'open', limit: 100})]); }

  start(now) {
    const year = new Date().getFullYear();
    return now ? {...Object.fromEntries([...Object.keys(FRESH), 'name', 'validFrom', 'validTo', 'feeFen'].map((key) => [key, now[key]])), budgetId: now.budget?.id ?? ''} : {...FRESH, validFrom: `${year}-01-01`, validTo: `${year}-12-31`};
  }

  fields(now, [areas, known, budgets]) {
    // a budget that was closed meanwhile stays named while it is the programme's
    const purses = now?.budget && !budgets.items.some((b) => b.id === now.budget.id) ? [now.budget, ...budgets.items] : budgets.items;
    const n = (name, min, max, group) => ({name, label: t(`programmes.${name}`), type: 'number', required: true, min, max, half: true, hint: t(`programmeForm.${name}`), group});
    const whom = t('programmes.whom');
    const rules = t('programmes.rules');
    return [
      {name: 'name', label: t('programmes.name'), required: true, minlength: 2, maxlength: 100},
      {name: 'validFrom', label: t('programmeForm.from'), type: 'date', required: true, half: true},
      {name: 'validTo', label: t('programmeForm.to'), type: 'date', required: true, half: true, check: (to, all) => (to < all.validFrom ? t('programmeForm.endsBefore') : undefined)},
      n('visitsPerYear', 1, 1000),
      {name: 'budgetId', label: t('programmes.budget'), type: 'select', half: true, options: purses.map((b) => ({value: b.id, label: b.name})), placeholder: t('programmes.noBudget'), hint: t('programmeForm.budgetHint')},
      {name: 'feeFen', label: t('programmes.fee'), type: 'money', required: true, min: 1, half: true, hint: t('programmeForm.feeHint'), show: (all) => !!all.budgetId},
      {name: 'tiers', label: t('programmes.tiers'), type: 'checks', group: whom, options: TIERS.map((tier) => ({value: tier, label: t(`tier.${tier}`)})), hint: t('programmeForm.emptyAll')},
      {name: 'types', label: t('programmes.types'), type: 'checks', group: whom, options: known.types.map((k) => ({value: k.code, label: nameOf(k)})), hint: t('programmeForm.emptyAll')},
      {name: 'divisions', label: t('programmes.divisions'), type: 'checks', group: whom, options: areas.map((d) => ({value: d.code, label: nameOf(d)})), hint: t('programmeForm.emptyAll')},
      n('noticeHours', 0, 720, rules), n('horizonDays', 1, 365, rules), n('cancelHours', 0, 720, rules), n('rescheduleHours', 0, 720, rules), n('gapDays', 0, 365, rules)];
  }

  body(value) { return {...value, budgetId: value.budgetId || null, feeFen: value.feeFen ?? null}; }
});
