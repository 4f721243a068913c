// What was found, and what is to be done about it: each finding becomes an action with an owner and a day.
import {html, icon, nothing} from '../base.js';
import {nameOf, need, t} from '../i18n.js';
import {plusDays, today} from '../dates.js';
import {confirm} from '../ui/yq-dialog.js';
import {whole} from './draft.js';

await need('field.');

const SEVERITIES = ['high', 'medium', 'low'];
const TERMS = [30, 60, 90];

function box(page, i, part, label, control) {
  const name = `actions/${i}/${part}`;
  const id = `f-${i}-${part}`;
  const error = page.errors.find((e) => e.name === name);
  return html`<div class="yq-field ${['area', 'owner', 'dueOn'].includes(part) ? 'yq-half' : ''}" data-field=${name}><label for=${id}>${label}</label>${control(id, error ? 'true' : nothing)}
    ${error ? html`<span class="yq-error">${icon('alert')}${error.text}</span>` : nothing}</div>`;
}

function finding(page, action, i) {
  const actions = page.draft.mine.actions;
  const edit = (part, value) => page.change('actions', actions.map((a, j) => (j === i ? {...a, [part]: value} : a)));
  const remove = async () => {
    if ((action.finding || action.action) && !(await confirm({heading: t('field.removeFinding'), text: t('field.removeText', {n: i + 1}), ok: t('field.removeFinding'), danger: true})).ok) return;
    page.change('actions', page.draft.mine.actions.filter((_, j) => j !== i));
  };
  const areas = (page.areas ?? []).filter((a) => page.visit.areas.includes(a.code)).concat((page.areas ?? []).filter((a) => !page.visit.areas.includes(a.code)));
  return html`<section class="yq-finding" aria-labelledby="f-${i}"><div class="yq-row yq-spread"><h2 class="yq-h" id="f-${i}">${t('field.findingN', {n: i + 1})}</h2>
      <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('field.removeN', {n: i + 1})} @click=${remove}>${icon('trash')}</button></div>
    <div class="yq-fields">
      ${box(page, i, 'area', t('field.area'), (id, bad) => html`<select id=${id} aria-invalid=${bad} @change=${(e) => edit('area', e.target.value)}><option value="" ?selected=${!action.area}>${t('field.pick')}</option>${areas.map((a) => html`<option value=${a.code} ?selected=${action.area === a.code}>${nameOf(a)}</option>`)}</select>`)}
      <div class="yq-field yq-half" role="group" aria-labelledby="f-${i}-severity"><span class="yq-label" id="f-${i}-severity">${t('field.severity')}</span><div class="yq-choices">${SEVERITIES.map((s) => html`<label class="yq-choice"><input type="radio" name="severity-${i}" value=${s} .checked=${action.severity === s} @change=${() => edit('severity', s)}><span>${t(`field.severity.${s}`)}</span></label>`)}</div></div>
      ${box(page, i, 'finding', t('field.finding'), (id, bad) => html`<textarea id=${id} rows="3" maxlength="2000" aria-invalid=${bad} .value=${action.finding} @input=${(e) => edit('finding', e.target.value)}></textarea>`)}
      ${box(page, i, 'action', t('field.action'), (id, bad) => html`<textarea id=${id} rows="2" maxlength="1000" aria-invalid=${bad} .value=${action.action} @input=${(e) => edit('action', e.target.value)}></textarea>`)}
      ${box(page, i, 'owner', t('field.owner'), (id, bad) => html`<input id=${id} maxlength="50" aria-invalid=${bad} .value=${action.owner} @input=${(e) => edit('owner', e.target.value)}>`)}
      ${box(page, i, 'dueOn', t('field.dueOn'), (id, bad) => html`<input id=${id} type="date" min=${today()} aria-invalid=${bad} .value=${action.dueOn ?? ''} @change=${(e) => edit('dueOn', e.target.value || null)}>
        <div class="yq-chips">${TERMS.map((n) => html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => edit('dueOn', plusDays(today(), n))}>${t('field.inDays', {n})}</button>`)}</div>`)}
    </div>${whole(action) ? nothing : html`<p class="yq-muted yq-small">${t('field.unfinished')}</p>`}</section>`;
}

export function findings(page) {
  const {actions} = page.draft.mine;
  const add = () => {
    page.change('actions', [...actions, {area: page.visit.areas[0] ?? '', finding: '', severity: 'medium', action: '', owner: page.visit.site.contactName ?? '', dueOn: plusDays(today(), 30)}]);
    page.updateComplete.then(() => page.querySelector('.yq-finding:last-of-type textarea')?.focus());
  };
  const error = page.errors.find((e) => e.name === 'actions');
  return html`<p class="yq-muted">${t('field.findingsText')}</p>${actions.map((a, i) => finding(page, a, i))}
    <div data-field="actions"><button class="yq-btn yq-btn-wide" type="button" ?disabled=${actions.length >= 30} @click=${add}>${icon('plus')}${t('field.addFinding')}</button>
      ${error ? html`<span class="yq-error">${icon('alert')}${error.text}</span>` : nothing}</div>`;
}
