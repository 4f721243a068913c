// The questions of a kind of visit, area by area; an answer is one tap.
import {html, icon, nothing} from '../base.js';
import {isEnglish, nameOf, need, t} from '../i18n.js';

await need('field.');

const words = (x) => (isEnglish() && x.textEn) || x.text;

function question(page, q, n) {
  const answers = page.draft.mine.answers;
  const error = page.errors.find((e) => e.name === `answers/${q.key}`);
  const choose = (value) => page.change('answers', {...page.draft.mine.answers, [q.key]: value});
  return html`<fieldset class="yq-question" data-field="answers/${q.key}"><legend><span class="yq-muted yq-num">${n}</span> ${words(q)}</legend>
    <div class="yq-choices">${q.options.map((o) => html`<label class="yq-choice"><input type="radio" name=${q.key} value=${o.value} .checked=${answers[q.key] === o.value} @change=${() => choose(o.value)}><span>${words(o)}</span></label>`)}</div>
    ${error ? html`<span class="yq-error">${icon('alert')}${error.text}</span>` : nothing}</fieldset>`;
}

export function questionPart(page) {
  const {questions} = page.draft.report.questionnaire;
  const names = new Map((page.areas ?? []).map((a) => [a.code, nameOf(a)]));
  const areas = [...new Set(questions.map((q) => q.area))];
  return html`<p class="yq-muted">${t('field.questionsText')}</p>${areas.map((area) => html`<section class="yq-stack"><h2 class="yq-h">${names.get(area) ?? area}</h2>${questions.map((q, i) => (q.area === area ? question(page, q, i + 1) : nothing))}</section>`)}`;
}
