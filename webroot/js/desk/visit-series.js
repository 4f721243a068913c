// A visit among those that it was requested together with: which of them it is, and whether a change means those after it, too.
import {html, icon, nothing} from '../base.js';
import {need, t} from '../i18n.js';
import {status} from '../ui/yq-status.js';
import {fact} from './parts.js';
import {moment} from './visit-facts.js';

await need('visit.');

/** Those after it that may still be moved or cancelled. */
export const later = (v) => v.details.series.filter((one) => one.visible && one.from > v.from && ['requested', 'confirmed'].includes(one.state));

/** The second of four, and the way to the others. */
export function seriesFact(v) {
  const all = v.details.series;
  if (all.length < 2) return nothing;
  const one = (other) => (other.id === v.id ? html`<strong aria-current="page">${moment(other.from)}</strong>` : other.visible ? html`<a href="/desk/visits/${other.id}">${moment(other.from)}</a>` : moment(other.from));
  return fact(t('visit.series'), html`${t('visit.seriesPlace', {k: all.findIndex((other) => other.id === v.id) + 1, n: all.length})}<ol class="yq-series">${all.map((other) => html`<li class="yq-row">${one(other)}${status('visit', other.state)}</li>`)}</ol>`);
}

/** This one alone or all that follow as well; nothing when none follows. It may stand in a paragraph. */
export function reach(v, following, change) {
  const n = later(v).length;
  if (!n) return nothing;
  const pick = (all, words) => html`<label class="yq-choice"><input type="radio" name="reach" .checked=${following === all} @change=${() => change(all)}><span>${words}</span></label>`;
  return html`<span class="yq-choices yq-reach" role="radiogroup" aria-label=${t('visit.reach')}>${pick(false, t('visit.reach.one'))}${pick(true, t('visit.reach.all', {n}))}</span>`;
}

/** All the new times when each moves by as much, with what speaks against it. */
export function newTimes(v, from, errors) {
  const by = Date.parse(from) - Date.parse(v.from);
  const against = (i) => errors.filter((e) => e.pointer === `/occurrences/${i}`);
  // the day stands beside its objection already
  return html`<ol class="yq-occurrences">${[v, ...later(v)].map((one, i) => html`<li><div>${t('visit.fromTo', {from: moment(one.from), to: moment(Date.parse(one.from) + by)})}</div>
    ${against(i).map((e) => html`<span class="yq-error">${icon('alert')}${e.detail.replace(/^[\d-]+\W\s*/, '')}</span>`)}</li>`)}</ol>`;
}
