// The inputs of yq-form, one per type.
import {html, nothing} from '../base.js';
import {need, t} from '../i18n.js';

await need('form.');

export function control(c) {
  const {field} = c;
  if (field.draw) return field.draw(c.value, c.change, c.all, c);
  return (controls[field.type] ?? input)(c);
}

function input({field: f, id, about, invalid, value, change}) {
  return html`<input id=${id} name=${f.name} type=${f.type ?? 'text'} .value=${value ?? ''} aria-describedby=${about} aria-invalid=${invalid ? 'true' : nothing}
    aria-required=${f.required ? 'true' : nothing} autocomplete=${f.autocomplete ?? nothing} inputmode=${f.inputmode ?? nothing} placeholder=${f.placeholder ?? nothing}
    pattern=${f.pattern ?? nothing} minlength=${f.minlength ?? nothing} maxlength=${f.maxlength ?? nothing} min=${f.min ?? nothing} max=${f.max ?? nothing} step=${f.step ?? nothing}
    ?disabled=${f.disabled} @input=${(e) => change(e.target.value)}>`;
}

const numeric = (text) => (text === '' ? undefined : Number(text));

const controls = {
  number: (c) => input({...c, field: {inputmode: 'numeric', step: 1, ...c.field}, change: (v) => c.change(numeric(v))}),

  /** Yuan on the screen, fen in the value. */
  money: ({field: f, id, about, invalid, value, change}) => html`<div class="yq-affix"><input id=${id} name=${f.name} type="number" inputmode="decimal" step="0.01"
    min=${f.min === undefined ? '0' : f.min / 100} max=${f.max === undefined ? nothing : f.max / 100} .value=${value === undefined || value === null ? '' : String(value / 100)}
    aria-describedby=${about} aria-invalid=${invalid ? 'true' : nothing} aria-required=${f.required ? 'true' : nothing} ?disabled=${f.disabled}
    @change=${(e) => change(e.target.value === '' ? undefined : Math.round(Number(e.target.value) * 100))}><span class="yq-nowrap">${t('unit.yuan')}</span></div>`,

  textarea: ({field: f, id, about, invalid, value, change}) => html`<textarea id=${id} name=${f.name} rows=${f.rows ?? 4} .value=${value ?? ''} maxlength=${f.maxlength ?? nothing}
    minlength=${f.minlength ?? nothing} placeholder=${f.placeholder ?? nothing} aria-describedby=${about} aria-invalid=${invalid ? 'true' : nothing} aria-required=${f.required ? 'true' : nothing}
    @input=${(e) => change(e.target.value)}></textarea>`,

  select: ({field: f, id, about, invalid, value, change}) => html`<select id=${id} name=${f.name} aria-describedby=${about} aria-invalid=${invalid ? 'true' : nothing}
    aria-required=${f.required ? 'true' : nothing} autocomplete=${f.autocomplete ?? nothing} ?disabled=${f.disabled} @change=${(e) => change(e.target.value)}>
    <option value="" ?selected=${!value}>${f.placeholder ?? t('form.pick')}</option>
    ${f.options.map((o) => (o.options ? html`<optgroup label=${o.label}>${o.options.map((x) => option(x, value))}</optgroup>` : option(o, value)))}</select>`,

  radio: ({field: f, id, about, value, change}) => html`<div class="yq-choices" aria-describedby=${about}>${f.options.map((o) => html`<label class="yq-choice">
    <input type="radio" name=${`${id}-choice`} value=${o.value} .checked=${o.value === value} @change=${() => change(o.value)}><span>${o.label}</span></label>`)}</div>`,

  checks: ({field: f, value = [], about, change}) => html`<div class="yq-choices" aria-describedby=${about}>${f.options.map((o) => html`<label class="yq-choice">
    <input type="checkbox" value=${o.value} .checked=${value.includes(o.value)} @change=${(e) => change(e.target.checked ? [...value, o.value] : value.filter((v) => v !== o.value))}><span>${o.label}</span></label>`)}</div>`,

  check: ({field: f, id, about, invalid, value, change}) => html`<label class="yq-check" for=${id}><input id=${id} name=${f.name} type="checkbox" .checked=${!!value}
    aria-describedby=${about} aria-invalid=${invalid ? 'true' : nothing} @change=${(e) => change(e.target.checked)}><span>${f.text ?? f.label}</span></label>`,

  files: ({field: f, value = [], change}) => html`<yq-upload .value=${value} .label=${f.prompt ?? ''} .max=${f.max ?? 10} @yq-change=${(e) => change(e.detail)}></yq-upload>`,
};

const option = (o, value) => html`<option value=${o.value} ?selected=${o.value === value} ?disabled=${o.disabled}>${o.label}</option>`;
