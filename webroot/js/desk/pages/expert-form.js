// The city makes an account an expert, or changes what is known of one: where the days begin and end decides what can be reached.
import {define} from '../../base.js';
import {get} from '../../api.js';
import {need, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {divisionGroups} from '../division-groups.js';
import {FormPage} from '../form-page.js';

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

define('yq-expert-form', class extends FormPage {
  list = 'experts';

  get words() { return {title: t(this.id ? 'expertForm.edit' : 'expertForm.new'), lead: t('expertForm.lead'), save: t('expertForm.save')}; }

  done(saved) { return t('expertForm.saved', {name: saved.name}); }

  around() {
    return Promise.all([divisions(), all('/api/organisations', {kind: 'provider', state: 'active'}),
      this.id ? [] : all('/api/accounts', {role: 'expert', disabled: false}), this.id ? [] : all('/api/experts', {})]);
  }

  start(now) {
    return now ? {title: now.title, employer: now.employer, employerId: now.employerId ?? '', bio: now.details?.bio ?? '', baseCode: now.base.code, startCode: now.start.code, endCode: now.end.code, weight: now.weight} : {weight: 5};
  }

  fields(now, [areas, providers, people, experts]) {
    const taken = new Set(experts.map((e) => e.accountId));
    const accounts = people.filter((a) => !taken.has(a.id));
    const places = divisionGroups(areas);
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

  body(value) { return this.id ? {title: null, employer: null, bio: null, employerId: null, ...value} : value; }
});
