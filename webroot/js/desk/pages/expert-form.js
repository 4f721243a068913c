// The city makes an account an expert, or changes what is known of one: where the days begin and end decides what can be reached.
import {El, define, html} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {need, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {toast} from '../../ui/yq-toast.js';
import {divisionGroups, head} from '../parts.js';
import {go, name} from '../router.js';

await need('diagnosis.');

/** All pages of a list; these are short. */
async function all(path, query) {
  const items = [];
  for (let after; ;) {
    const page = await get(path, {...query, limit: 100, after});
    items.push(...page.items);
    if (!page.next) return items;
    after = page.next;
  }
}

define('yq-expert-form', class extends El {
  static properties = {id: {}, fields: {state: true}, start: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = newKey();
    this.load();
  }

  get heading() { return t(this.id ? 'expertForm.edit' : 'expertForm.new'); }

  async load() {
    this.problem = null;
    try {
      const [areas, providers, now, accounts, experts] = await Promise.all([divisions(), all('/api/organisations', {kind: 'provider', state: 'active'}), this.id ? get(`/api/experts/${this.id}`) : null,
        this.id ? [] : all('/api/accounts', {role: 'expert', disabled: false}), this.id ? [] : all('/api/experts', {})]);
      const taken = new Set(experts.map((e) => e.accountId));
      this.version = now?.version;
      name(this.heading);
      this.start = now ? {title: now.title, employer: now.employer, employerId: now.employerId ?? '', bio: now.details?.bio ?? '', baseCode: now.base.code, startCode: now.start.code, endCode: now.end.code, weight: now.weight} : {weight: 5};
      this.fields = this.describe(divisionGroups(areas), providers, accounts.filter((a) => !taken.has(a.id)));
    } catch (problem) {
      this.problem = problem;
    }
  }

  describe(places, providers, accounts) {
    const place = (name, required) => ({name, label: t(`expertForm.${name}`), type: 'select', required, half: name !== 'baseCode', options: places, placeholder: required ? undefined : t('expertForm.asBase'), hint: name === 'baseCode' ? t('expertForm.baseHint') : undefined});
    return [
      ...(this.id ? [] : [{name: 'accountId', label: t('expertForm.account'), type: 'select', required: true, options: accounts.map((a) => ({value: a.id, label: `${a.name}（${a.username}）`})), hint: t(accounts.length ? 'expertForm.accountHint' : 'expertForm.noAccounts')}]),
      {name: 'title', label: t('expertForm.title'), maxlength: 60, half: true},
      {name: 'employer', label: t('experts.employer'), maxlength: 120, half: true},
      {name: 'employerId', label: t('expertForm.employerId'), type: 'select', options: providers.map((p) => ({value: p.id, label: p.name})), placeholder: t('expertForm.noProvider'), hint: t('expertForm.employerHint')},
      place('baseCode', true), place('startCode', false), place('endCode', false),
      {name: 'weight', label: t('experts.weight'), type: 'number', required: true, min: 1, max: 10, hint: t('expertForm.weightHint')},
      {name: 'bio', label: t('experts.bio'), type: 'textarea', rows: 4, maxlength: 2000}];
  }

  async save(value) {
    this.set({busy: true, refused: null});
    try {
      const saved = this.id ? await patch(`/api/experts/${this.id}`, {title: null, employer: null, bio: null, employerId: null, ...value}, {match: this.version}) : await post('/api/experts', value, {key: this.key});
      this.querySelector('yq-form').forget();
      toast(t('expertForm.saved', {name: saved.name}));
      return go(`/desk/experts/${saved.id}`);
    } catch (problem) {
      this.refused = problem;
      if (problem.status) this.key = newKey();
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.fields) return skeleton(3);
    return html`${head(this.heading, t('expertForm.lead'))}
      <div class="yq-card yq-pad yq-narrow"><yq-form draft=${`expert-${this.id ?? 'new'}-${this.version ?? 0}`} .fields=${this.fields} .value=${this.start} .problem=${this.refused} .submitLabel=${t('expertForm.save')} ?busy=${this.busy} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></div>`;
  }
});
