// A visit that comes again: how often, on which days, which of them to leave out, and what speaks against each.
import {html, icon, nothing} from '../base.js';
import {plusDays, today} from '../dates.js';
import {date, need, number, t} from '../i18n.js';
import {spanWords} from './visit-facts.js';

await Promise.all(['booking.', 'visit.'].map(need));

const START = {unit: 'month', every: 1, count: 2, except: []};
const MOST = 12;

/** So many months later; the last day of a shorter month stands for one that it does not have. */
function plusMonths(day, n) {
  const [year, month, of] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + n, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + n, Math.min(of, last))).toISOString().slice(0, 10);
}

const days = (from, {unit, every, count}) => Array.from({length: count}, (_, i) => (unit === 'week' ? plusDays(from.slice(0, 10), 7 * every * i) : plusMonths(from.slice(0, 10), every * i)));

/** The days that are meant, in the order in which the API counts them. */
export const chosenDays = ({from, repeat}) => days(from, repeat).filter((day) => !repeat.except.includes(day));

/** As the API takes it: what was left out of another rhythm is of no concern. */
export const repeatOf = ({from, repeat}) => ({...repeat, except: days(from, repeat).filter((day) => repeat.except.includes(day))});

/** Objections to single ones with the day that they are about. */
export const byDay = (errors, form) => errors.map((error) => {
  const [, list, i] = error.pointer.split('/');
  return list === 'occurrences' ? {...error, day: chosenDays(form)[i]} : error;
});

/** What is known of a day before it is asked for; free are the times on offer, which end at `seen`. */
function outlook(at, {free, seen, programme}) {
  const [day, last] = [at.slice(0, 10), plusDays(today(), programme.horizonDays)];
  if (day > last) return html`<span class="yq-bad">${t('repeat.beyond', {last: date(last)})}</span>`;
  if (day >= seen) return html`<span class="yq-muted">${t('repeat.unseen')}</span>`;
  return free.some((slot) => slot.from === at) ? html`<span class="yq-muted">${t('repeat.free')}</span>` : html`<span class="yq-bad">${t('repeat.busy')}</span>`;
}

function row(day, form, known, change, errors) {
  const {from, repeat} = form;
  const at = `${day}${from.slice(10)}`;
  const taken = !repeat.except.includes(day);
  const against = errors.filter((e) => e.day === day);
  const set = (on) => change({repeat: {...repeat, except: on ? repeat.except.filter((one) => one !== day) : [...repeat.except, day]}});
  // the day stands beside its objection already
  return html`<li><div class="yq-row yq-spread"><label class="yq-check"><input type="checkbox" .checked=${taken} @change=${(e) => set(e.target.checked)}><span>${spanWords(at, Date.parse(at) + known.minutes * 60e3)}</span></label>
    ${!taken ? html`<span class="yq-muted">${t('repeat.left')}</span>` : against.length ? nothing : outlook(at, known)}</div>${against.map((e) => html`<span class="yq-error">${icon('alert')}${e.detail.replace(/^[\d-]+\W\s*/, '')}</span>`)}</li>`;
}

function plan(form, known, change, errors) {
  const {from, repeat} = form;
  const set = (part) => change({repeat: {...repeat, ...part}});
  const count = (name, least) => html`<select aria-label=${t(`repeat.${name}`)} @change=${(e) => set({[name]: Number(e.target.value)})}>${Array.from({length: MOST - least + 1}, (_, i) => i + least).map((n) => html`<option value=${n} ?selected=${n === repeat[name]}>${number(n)}</option>`)}</select>`;
  const refused = errors.map((e) => e.day).filter(Boolean);
  const n = chosenDays(form).length;
  return html`<div class="yq-row yq-repeat"><span>${t('repeat.before')}</span>${count('every', 1)}<select aria-label=${t('repeat.unit')} @change=${(e) => set({unit: e.target.value})}>${['week', 'month'].map((unit) => html`<option value=${unit} ?selected=${unit === repeat.unit}>${t(`repeat.${unit}`)}</option>`)}</select><span>${t('repeat.between')}</span>${count('count', 2)}<span>${t('repeat.after')}</span></div>
    <p class="yq-hint" role="status">${t('repeat.uses', {n, left: number(known.programme.offer.left)})}</p>
    <ol class="yq-occurrences">${days(from, repeat).map((day) => row(day, form, known, change, errors))}</ol>
    ${refused.length && refused.length < n ? html`<div><button class="yq-btn yq-btn-sm" type="button" @click=${() => set({except: [...repeat.except, ...refused]})}>${icon('x')}${t('repeat.leave', {n: new Set(refused).size})}</button></div>` : nothing}`;
}

/** form: {from, repeat}, repeat null for a single visit; known: {minutes, free, seen, programme}; errors: by day. */
export function repeating(form, known, change, errors) {
  const pick = (repeat, word) => html`<label class="yq-choice"><input type="radio" name="repeat" .checked=${!repeat === !form.repeat} @change=${() => change({repeat})}><span>${t(word)}</span></label>`;
  return html`<fieldset class="yq-stack" id="repeat"><legend class="yq-label-strong">${t('repeat.title')}</legend><div class="yq-choices">${pick(null, 'repeat.once')}${pick(START, 'repeat.again')}</div>${form.repeat ? plan(form, known, change, errors) : nothing}</fieldset>`;
}
