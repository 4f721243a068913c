// The city makes or changes a budget: how much, for what, for whom, and which share government pays.
import {define} from '../../base.js';
import {nameOf, need, t} from '../../i18n.js';
import {categories, divisions} from '../../ref.js';
import {FormPage} from '../form-page.js';

await need('budget.');

define('yq-budget-form', class extends FormPage {
  list = 'budgets';

  get words() { return {title: t(this.id ? 'desk.budgetEdit' : 'desk.budgetNew'), lead: t('budgetForm.lead'), save: t('budgetForm.save')}; }

  done(saved) { return t('budgetForm.saved', {name: saved.name}); }

  around() { return Promise.all([categories(), divisions()]); }

  start(now) {
    const year = new Date().getFullYear();
    return now ? {...now, year: String(now.year), share: String(now.shareBps / 100), capFen: now.capFen ?? ''} : {year: String(year), share: '100', categories: [], divisions: [], validFrom: `${year}-01-01`, validTo: `${year}-12-31`};
  }

  fields(now, [tops, areas]) {
    return [
      {name: 'name', label: t('budgetForm.name'), type: 'text', required: true, minlength: 2, maxlength: 100},
      {name: 'year', label: t('budgetForm.year'), type: 'number', required: true, min: 2020, max: 2100, step: 1, half: true},
      {name: 'share', label: t('budgets.shareLabel'), type: 'number', required: true, min: 0.01, max: 100, step: 0.01, half: true, hint: t('budgetForm.shareHint')},
      {name: 'fundingSource', label: t('budgets.source'), type: 'text', required: true, minlength: 2, maxlength: 200},
      {name: 'totalFen', label: t('budgetForm.total'), type: 'money', required: true, min: 1, half: true},
      {name: 'capFen', label: t('budgets.cap'), type: 'money', min: 1, half: true, hint: t('budgetForm.capHint')},
      {name: 'validFrom', label: t('budgetForm.from'), type: 'date', required: true, half: true}, {name: 'validTo', label: t('budgetForm.to'), type: 'date', required: true, half: true},
      {name: 'categories', label: t('budgetForm.categories'), type: 'checks', required: true, options: tops.map((c) => ({value: c.code, label: nameOf(c)}))},
      {name: 'divisions', label: t('budgetForm.divisions'), type: 'checks', hint: t('budgetForm.divisionsHint'), options: areas.map((d) => ({value: d.code, label: nameOf(d)}))}];
  }

  body(value) {
    return {name: value.name, year: Number(value.year), fundingSource: value.fundingSource, shareBps: Math.round(Number(value.share) * 100), categories: value.categories, divisions: value.divisions ?? [],
      capFen: value.capFen === '' || value.capFen === undefined ? null : value.capFen, totalFen: value.totalFen, validFrom: value.validFrom, validTo: value.validTo};
  }
});
