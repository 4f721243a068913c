// What hurts: areas as chips and the guided questions; both may be left out.
import {html, icon, nothing} from '../base.js';
import {nameOf, need, t} from '../i18n.js';
import {areaName, areaNames, says, typeOf} from './visit-facts.js';

await need('booking.');

const without = (list, value) => list.filter((one) => one !== value);

/** f: what was given so far; change(part) takes what is new. */
export function troubles(f, known, change) {
  return html`<fieldset><legend class="yq-label-strong">${t('diagnosis.areas')} <span class="yq-opt">${t('form.optional')}</span></legend>
    <div class="yq-choices">${known.areas.map((area) => html`<label class="yq-choice"><input type="checkbox" value=${area.code} .checked=${f.areas.includes(area.code)}
      @change=${(e) => change({areas: e.target.checked ? [...f.areas, area.code] : without(f.areas, area.code), type: null})}><span>${nameOf(area)}</span></label>`)}</div>
    ${f.areas.length ? html`<p class="yq-hint">${f.areas.map((code) => `${areaName(code, known)}${t('diagnosis.colon')}${says(known.areas.find((area) => area.code === code), 'hint')}`).join(t('diagnosis.semicolon'))}</p>` : nothing}</fieldset>`;
}

export function questions(f, known, change) {
  const answered = Object.keys(f.answers).length;
  const one = (q) => html`<fieldset class="yq-question"><legend>${says(q)}</legend><div class="yq-choices">${q.options.map((o) => html`<label class="yq-choice"><input type="radio" name="intake-${q.key}" value=${o.value} .checked=${f.answers[q.key] === o.value}
    @change=${() => change({answers: {...f.answers, [q.key]: o.value}, type: null})}><span>${says(o)}</span></label>`)}</div></fieldset>`;
  return html`<details class="yq-preview" ?open=${answered > 0}><summary>${t('diagnosis.questions', {n: known.intake.questions.length})}${answered ? t('diagnosis.answered', {n: answered}) : ''}</summary><div class="yq-stack">${known.intake.questions.map(one)}
    ${answered ? html`<div><button class="yq-btn yq-btn-sm" type="button" @click=${() => change({answers: {}, type: null})}>${icon('undo')}${t('diagnosis.clear')}</button></div>` : nothing}</div></details>`;
}

/** Why this kind, in words. */
function because(proposal, known) {
  const worst = proposal.areas.filter((a) => !a.chosen).slice(0, 3).map((a) => a.area);
  return proposal.reasons.map((code) => t(`diagnosis.because.${code}`, {areas: areaNames(worst, known), type: nameOf(typeOf(proposal.type, known))})).join('');
}

const size = (type) => t('diagnosis.size', {n: type.experts, minutes: type.minutes});

/** The proposed kind with its reasons, and all others to choose instead. */
export function kinds(f, proposal, known, change) {
  const chosen = f.type ?? proposal.type;
  const here = typeOf(chosen, known);
  const others = known.types.filter((type) => type.code !== chosen).sort((a, b) => proposal.others.includes(b.code) - proposal.others.includes(a.code));
  const pick = (type) => html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="kind" value=${type.code} .checked=${false} @change=${() => change({type: type.code})}><span class="yq-grow"><strong>${nameOf(type)}</strong> <span class="yq-muted yq-small">${size(type)}</span><span class="yq-hint yq-block">${says(type, 'summary')}</span></span></span></label>`;
  return html`<div class="yq-proposed"><div class="yq-row"><strong>${nameOf(here)}</strong>${chosen === proposal.type ? html`<span class="yq-chip">${t('diagnosis.proposed')}</span>` : nothing}<span class="yq-muted yq-small">${size(here)}</span></div>
      <p>${says(here, 'summary')}</p><p class="yq-hint">${chosen === proposal.type ? because(proposal, known) : html`${t('diagnosis.own')} <button class="yq-link" type="button" @click=${() => change({type: null})}>${t('diagnosis.back', {type: nameOf(typeOf(proposal.type, known))})}</button>`}</p></div>
    <details class="yq-preview" .open=${false}><summary>${t('diagnosis.others')}</summary><div class="yq-kinds">${others.map(pick)}</div></details>`;
}
