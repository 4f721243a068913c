// The city adds a category, or corrects what one says of itself.
import {El, define, html} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {nameOf, need, t} from '../../i18n.js';
import {failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {toast} from '../../ui/yq-toast.js';
import {read} from '../../url.js';
import {today} from '../../dates.js';
import {nameOn, rowsOn, textOf} from '../dictionary-rows.js';
import {head} from '../parts.js';
import {go} from '../router.js';

await need('dictionary.');

const TEXTS = ['name', 'nameEn', 'description', 'descriptionEn'];

define('yq-category-form', class extends El {
  static properties = {code: {}, start: {state: true}, now: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = newKey();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [tree, items] = await Promise.all([get('/api/categories', {all: true}), get('/api/policy-items')]);
      const rows = rowsOn(tree.items, today());
      this.tops = rows.filter((r) => !r.parent && r.phase !== 'ended');
      this.items = items.items;
      this.was = this.code && rows.find((r) => r.id === this.code)?.category;
      if (this.code && !this.was) { this.problem = {status: 404, code: 'not-found'}; return; }
      this.start = this.was ? {...this.was, policyItem: String(this.was.policyItem), department: this.was.department.code} : {parent: read().parent ?? '', validFrom: today()};
      this.now = this.start;
    } catch (problem) {
      this.problem = problem;
    }
  }

  fields() {
    const item = this.items.find((i) => String(i.number) === this.now.policyItem);
    const texts = [
      {name: 'name', label: t('dictionary.nameZh'), required: true, minlength: 2, maxlength: 40, half: true, hint: this.was ? t('dictionary.correctionHint') : undefined},
      {name: 'nameEn', label: t('dictionary.nameEn'), required: true, minlength: 2, maxlength: 80, half: true, hint: this.was ? t('dictionary.correctionHintEn') : undefined},
      {name: 'description', label: t('dictionary.descriptionZh'), type: 'textarea', rows: 2, required: true, maxlength: 300},
      {name: 'descriptionEn', label: t('dictionary.descriptionEn'), type: 'textarea', rows: 2, required: true, maxlength: 300},
      {name: 'policyItem', label: t('dictionary.item'), type: 'select', required: true, options: this.items.map((i) => ({value: String(i.number), label: `${t('dictionary.itemNo', {n: i.number})} ${textOf(i, 'summary')}`}))},
      {name: 'department', label: t('dictionary.department'), type: 'select', hint: t('dictionary.departmentHint'), options: (item?.departments ?? []).map((d) => ({value: d.code, label: nameOf(d)}))}];
    if (this.was) return texts;
    return [
      {name: 'parent', label: t('dictionary.parent'), type: 'select', placeholder: t('dictionary.topLevel'), options: this.tops.map((r) => ({value: r.id, label: nameOn(r.category, today())}))},
      {name: 'code', label: t('dictionary.code'), required: true, maxlength: 40, pattern: '[a-z][a-z0-9]*(-[a-z0-9]+)*', patternText: t('dictionary.codeHint'), hint: t('dictionary.codeHint'), half: true},
      {name: 'validFrom', label: t('dictionary.validFrom'), type: 'date', required: true, min: today(), half: true}, ...texts];
  }

  async save(value) {
    this.set({busy: true, refused: null});
    try {
      let saved;
      if (this.was) {
        const body = {...Object.fromEntries(TEXTS.map((name) => [name, value[name]])), policyItem: Number(value.policyItem)};
        if (value.department) body.department = value.department;
        const changed = Object.fromEntries(Object.entries(body).filter(([name, v]) => v !== (name === 'department' ? this.was.department.code : this.was[name])));
        saved = await patch(`/api/categories/${this.code}`, changed, {match: this.was.version});
      } else {
        saved = await post('/api/categories', {...value, policyItem: Number(value.policyItem)}, {key: this.key});
      }
      toast(t('dictionary.saved', {name: nameOf(saved)}));
      return go(`/desk/dictionary/${saved.code}`);
    } catch (problem) {
      this.refused = problem;
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.start) return skeleton(3);
    return html`${head(t(this.was ? 'desk.categoryEdit' : 'desk.categoryNew'), this.was ? nameOf(this.was) : t('dictionary.newIntro'))}
      <div class="yq-card yq-pad"><yq-form .fields=${this.fields()} .value=${this.start} .problem=${this.refused} ?busy=${this.busy} .submitLabel=${t('dictionary.save')}
        @yq-input=${(e) => { this.now = e.detail.value; }} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></div>`;
  }
});
