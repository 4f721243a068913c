// A form from a list of fields: native validation, one error summary that takes focus, drafts, server errors on fields.
import {El, define, emit, html, icon, nothing, uid} from '../base.js';
import {t} from '../i18n.js';
import {control} from './form-controls.js';
import {explain} from './yq-empty.js';

const deep = (from, path) => path.split('.').reduce((at, name) => at?.[name], from);

/** {a: {b: 1}} with the value at path 'a.b' replaced. */
function put(into, path, value) {
  const [name, ...rest] = path.split('.');
  return {...into, [name]: rest.length ? put(into?.[name] ?? {}, rest.join('.'), value) : value};
}

/**
 * fields: [{name:'contact.email', label, type, required, hint, half, group, options:[{value,label}], min, max, step, pattern,
 *   patternText, minlength, maxlength, autocomplete, rows, check: (value, all) => text|undefined, show: (all) => boolean,
 *   draw: (value, change, all) => template}]
 * types: text email tel password number money date search textarea select radio checks check files
 * value: start value; problem: the last Problem; draft: key under which input survives a reload; emits yq-submit {value}, yq-input {value}.
 */
define('yq-form', class extends El {
  static properties = {
    fields: {attribute: false}, value: {attribute: false}, problem: {attribute: false}, submitLabel: {attribute: false},
    extra: {attribute: false}, busy: {type: Boolean}, draft: {}, now: {state: true}, errors: {state: true},
  };

  constructor() {
    super();
    this.id ||= uid('form');
    this.errors = [];
    this.write = () => { // at a pause, or when the page goes before one
      if (!this.clock) return;
      this.clock = clearTimeout(this.clock);
      sessionStorage.setItem(`yq-draft:${this.draft}`, JSON.stringify(this.kept()));
    };
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('pagehide', this.write);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.write);
    this.write();
  }

  willUpdate(changed) {
    if (changed.has('value') && this.value !== this.now) {
      this.now = this.value ?? {};
      const kept = this.draft && sessionStorage.getItem(`yq-draft:${this.draft}`);
      if (kept) this.now = {...this.now, ...JSON.parse(kept)};
    }
    if (changed.has('problem')) this.errors = this.problem ? this.fromServer(this.problem) : [];
  }

  updated(changed) {
    if (changed.has('problem') && this.problem) this.focusSummary();
  }

  /** pointer "/contact/email" belongs to the field 'contact.email', "/industries/0" to 'industries'; its text does not say which. */
  fromServer(problem) {
    const found = (problem.errors ?? []).map((e) => {
      const name = (e.pointer ?? '').replace(/^\/?/, '').replaceAll('/', '.');
      const field = this.fields?.find((f) => name === f.name || name.startsWith(f.name + '.'));
      return {name: field?.name ?? '', label: field?.label, text: e.detail};
    });
    if (found.length) return found;
    const {title, text} = explain(problem);
    return [{name: '', text: text ? `${title}：${text}` : title}];
  }

  get dirty() {
    return this.now !== this.value;
  }

  change(field, value) {
    this.now = put(this.now, field.name, value);
    this.forgive(field);
    emit(this, 'yq-input', {value: this.now});
    clearTimeout(this.clock);
    if (this.draft) this.clock = setTimeout(this.write, 800);
  }

  /** At the first key, not when the field is left: by then the click that leaves it would miss what moves up under it. */
  forgive(field) {
    if (this.errors.some((e) => e.name === field.name)) this.errors = this.errors.filter((e) => e.name !== field.name);
  }

  /** What a draft may keep: never a password. */
  kept() {
    return this.fields.filter((f) => f.type === 'password').reduce((all, f) => put(all, f.name, undefined), this.now);
  }

  forget() {
    this.clock = clearTimeout(this.clock);
    if (this.draft) sessionStorage.removeItem(`yq-draft:${this.draft}`);
  }

  shown() {
    return this.fields.filter((f) => !f.show || f.show(this.now));
  }

  /** Every violation at once, in the order of the fields. */
  check() {
    return this.shown().flatMap((field) => {
      const value = deep(this.now, field.name);
      const blank = value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && !value.length);
      let text;
      if (blank && field.required) text = t(field.type === 'check' ? 'form.tick' : field.options ? 'form.choose' : 'form.missing', {label: field.label});
      else if (!blank) text = this.native(field) || field.check?.(value, this.now);
      return text ? [{name: field.name, text}] : [];
    });
  }

  native(field) {
    const input = this.querySelector(`[name="${CSS.escape(field.name)}"]`);
    const v = input?.validity;
    if (!v || v.valid || v.valueMissing) return undefined;
    if (v.patternMismatch) return field.patternText ?? t('form.pattern', {label: field.label});
    if (v.typeMismatch) return t(`form.type.${input.type}`, {label: field.label});
    if (v.tooShort) return t('form.tooShort', {label: field.label, n: field.minlength});
    const unit = field.type === 'money' ? 100 : 1; // fen in the field, yuan on the screen
    if (v.rangeUnderflow) return t('form.min', {label: field.label, n: field.min / unit});
    if (v.rangeOverflow) return t('form.max', {label: field.label, n: field.max / unit});
    return t('form.pattern', {label: field.label});
  }

  submit(e) {
    e.preventDefault();
    if (this.busy) return;
    this.errors = this.check();
    if (this.errors.length) return this.focusSummary();
    emit(this, 'yq-submit', {value: this.clean()});
  }

  /** Without hidden fields and empty optional values. */
  clean() {
    const shown = new Set(this.shown().map((f) => f.name));
    const drop = this.fields.filter((f) => deep(this.now, f.name) !== undefined && (!shown.has(f.name) || ['', null].includes(deep(this.now, f.name))));
    return JSON.parse(JSON.stringify(drop.reduce((all, f) => put(all, f.name, undefined), this.now)));
  }

  focusSummary() {
    this.updateComplete.then(() => this.querySelector('.yq-summary')?.focus());
  }

  jump(e, name) {
    e.preventDefault();
    const field = this.querySelector(`[data-field="${CSS.escape(name)}"]`);
    field?.scrollIntoView({block: 'center'});
    field?.querySelector('input, select, textarea, button')?.focus({preventScroll: true});
  }

  field(field) {
    const id = `${this.id}-${field.name.replaceAll('.', '-')}`;
    const error = this.errors.find((e) => e.name === field.name)?.text;
    const about = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;
    const set = ['radio', 'checks'].includes(field.type);
    const label = html`${field.label}${field.required ? html`<span class="yq-req" aria-hidden="true">*</span>` : html`<span class="yq-opt">${t('form.optional')}</span>`}`;
    return html`<div class="yq-field ${field.half ? 'yq-half' : ''}" data-field=${field.name} @input=${() => this.forgive(field)} role=${set ? 'group' : nothing} aria-labelledby=${set ? `${id}-label` : nothing}>
      ${field.type === 'check' ? nothing : set || field.draw || field.type === 'files' ? html`<span class="yq-label" id="${id}-label">${label}</span>` : html`<label for=${id}>${label}</label>`}
      ${field.hint ? html`<span class="yq-hint" id="${id}-hint">${field.hint}</span>` : nothing}
      ${control({field, id, about, invalid: !!error, value: deep(this.now, field.name), all: this.now, change: (v) => this.change(field, v)})}
      ${error ? html`<span class="yq-error" id="${id}-error">${icon('alert')}${error}</span>` : nothing}
    </div>`;
  }

  render() {
    if (!this.fields || !this.now) return nothing;
    const shown = this.shown();
    const groups = [...new Set(shown.map((f) => f.group ?? ''))];
    return html`<form novalidate @submit=${(e) => this.submit(e)}>
      ${this.errors.length ? html`<div class="yq-summary" tabindex="-1" role="alert"><h2>${t('form.errors', {n: this.errors.length})}</h2>
        <ul>${this.errors.map((e) => html`<li>${e.name ? html`<a href="#${this.id}" @click=${(click) => this.jump(click, e.name)}>${e.label ? t('form.about', e) : e.text}</a>` : e.text}</li>`)}</ul></div>` : nothing}
      ${groups.map((group) => html`<div class="yq-group">${group ? html`<h2>${group}</h2>` : nothing}
        <div class="yq-fields">${shown.filter((f) => (f.group ?? '') === group).map((f) => this.field(f))}</div></div>`)}
      <div class="yq-actions"><button class="yq-btn yq-btn-primary" aria-busy=${!!this.busy}>${this.submitLabel}</button>${this.extra ?? nothing}</div>
    </form>`;
  }
});
