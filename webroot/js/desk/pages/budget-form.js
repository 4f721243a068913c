// The city makes or changes a budget: how much, for what, for whom, and which share government pays.
import {El, define, html} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {nameOf, need, t} from '../../i18n.js';
import {categories, divisions} from '../../ref.js';
import {failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {head} from '../parts.js';
import {go} from '../router.js';

await need('budget.');

define('yq-budget-form', class extends El {
  static properties = {id: {}, fields: {state: true}, start: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = newKey();
    this.load();
  }

  async load() {
    try {
      const [tops, areas, now] = await Promise.all([categories(), divisions(), this.id ? get(`/api/budgets/${this.id}`) : null]);
      this.version = now?.version;
      const year = new Date().getFullYear();
      this.start = now ? {...now, year: String(now.year), share: String(now.shareBps / 100), capFen: now.capFen ?? ''} : {year: String(year), share: '100', categories: [], divisions: [], validFrom: `${year}-01-01`, validTo: `${year}-12-31`};
      this.fields = [
        {name: 'name', label: t('budgetForm.name'), type: 'text', required: true, minlength: 2, maxlength: 100},
        {name: 'year', label: t('budgetForm.year'), type: 'number', required: true, min: 2020, max: 2100, step: 1, half: true},
        {name: 'share', label: t('budgets.shareLabel'), type: 'number', required: true, min: 0.01, max: 100, step: 0.01, half: true, hint: t('budgetForm.shareHint')},
        {name: 'fundingSource', label: t('budgets.source'), type: 'text', required: true, minlength: 2, maxlength: 200},
        {name: 'totalFen', label: t('budgetForm.total'), type: 'money', required: true, min: 1, half: true},
        {name: 'capFen', label: t('budgets.cap'), type: 'money', min: 1, half: true, hint: t('budgetForm.capHint')},
        {name: 'validFrom', label: t('budgetForm.from'), type: 'date', required: true, half: true}, {name: 'validTo', label: t('budgetForm.to'), type: 'date', required: true, half: true},
        {name: 'categories', label: t('budgetForm.categories'), type: 'checks', required: true, options: tops.map((c) => ({value: c.code, label: nameOf(c)}))},
        {name: 'divisions', label: t('budgetForm.divisions'), type: 'checks', hint: t('budgetForm.divisionsHint'), options: areas.map((d) => ({value: d.code, label: nameOf(d)}))}];
    } catch (problem) {
      this.problem = problem;
    }
  }

  async save(value) {
    this.busy = true;
    const body = {name: value.name, year: Number(value.year), fundingSource: value.fundingSource, shareBps: Math.round(Number(value.share) * 100), categories: value.categories, divisions: value.divisions ?? [],
      capFen: value.capFen === '' || value.capFen === undefined ? null : value.capFen, totalFen: value.totalFen, validFrom: value.validFrom, validTo: value.validTo};
    try {
      const saved = this.id ? await patch(`/api/budgets/${this.id}`, body, {match: this.version}) : await post('/api/budgets', body, {key: this.key});
      this.querySelector('yq-form').forget();
      return go(`/desk/budgets/${saved.id}`);
    } catch (problem) {
      this.refused = problem;
      if (problem.status) this.key = newKey(); // a corrected form is another request
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.fields) return skeleton(3);
    return html`${head(t(this.id ? 'desk.budgetEdit' : 'desk.budgetNew'), t('budgetForm.lead'))}
      <div class="yq-card yq-pad yq-narrow"><yq-form draft=${`budget-${this.id ?? 'new'}-${this.version ?? 0}`} .fields=${this.fields} .value=${this.start} .problem=${this.refused} .submitLabel=${t('budgetForm.save')} ?busy=${this.busy} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></div>`;
  }
});
