// The hours of a week and of single days as rows that are added, changed and removed.
import {html, icon, nothing} from '../base.js';
import {date, lang, need, t} from '../i18n.js';
import {plusDays, today} from '../dates.js';

await need('hours.');

const dayName = (n) => new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', weekday: 'long'}).format(new Date(Date.UTC(2024, 0, n)));
const byTime = (a, b) => a.opens.localeCompare(b.opens);

/** As the API takes it: the week in order, single days without hours closed. */
export const written = (week, days) => ({
  openings: [...week].sort((a, b) => a.weekday - b.weekday || byTime(a, b)).map(({weekday, opens, closes}) => ({weekday, opens, closes})),
  exceptions: [...days].sort((a, b) => a.day.localeCompare(b.day) || byTime(a, b)).map(({day, opens, closes, reason}) => ({day, ...(opens ? {opens, closes} : {}), reason: reason || null})),
});

/** Spans of one day that overlap, end before they begin or lack a time: [{id, text}]. */
function spansWrong(spans, idOf, nameOf) {
  const sorted = [...spans].sort((a, b) => byTime(a[0], b[0]));
  return sorted.flatMap(([s, i], at) => {
    if (!s.opens || !s.closes) return [{id: idOf(i), text: t('hours.lacksTime', {day: nameOf})}];
    if (s.opens >= s.closes) return [{id: idOf(i), text: t('hours.wrongWay', {day: nameOf})}];
    return at && sorted[at - 1][0].closes > s.opens ? [{id: idOf(i), text: t('hours.overlap', {day: nameOf})}] : [];
  });
}

export function wrongIn(week, days) {
  const found = [];
  for (let n = 1; n <= 7; n++) found.push(...spansWrong(week.map((o, i) => [o, i]).filter(([o]) => o.weekday === n), (i) => `w-${i}`, dayName(n)));
  days.forEach((d, i) => { if (!d.day || d.day < today()) found.push({id: `d-${i}`, text: t('hours.needsDay', {n: i + 1})}); });
  for (const day of new Set(days.map((d) => d.day))) {
    const same = days.map((d, i) => [d, i]).filter(([d]) => d.day === day && day);
    const closed = same.filter(([d]) => !d.opens && !d.closes);
    if (closed.length && same.length > 1) found.push({id: `d-${closed[0][1]}`, text: t('hours.openAndClosed', {day: date(day)})});
    found.push(...spansWrong(same.filter(([d]) => d.opens || d.closes), (i) => `d-${i}`, date(day)));
  }
  return found;
}

const times = (label, row, id, change) => html`<input id=${id} type="time" step="300" aria-label=${t('hours.opens', {day: label})} .value=${row.opens} @change=${(e) => change({opens: e.target.value})}><span aria-hidden="true">–</span>
  <input type="time" step="300" aria-label=${t('hours.closes', {day: label})} .value=${row.closes === '24:00' ? '23:59' : row.closes} @change=${(e) => change({closes: e.target.value === '23:59' ? '24:00' : e.target.value})}>`;

export function weekRows(page, editable) {
  const edit = (i, to) => { page.week = page.week.map((o, j) => (j === i ? {...o, ...to} : o)); };
  const drop = (i) => { page.week = page.week.filter((_, j) => j !== i); };
  const add = (weekday, last) => { page.week = [...page.week, last ? {weekday, opens: last.closes < '14:00' ? '14:00' : last.closes, closes: '18:00'} : {weekday, opens: '09:00', closes: '18:00'}]; };
  return html`<ul class="yq-plain yq-week">${[1, 2, 3, 4, 5, 6, 7].map((n) => {
    const label = dayName(n);
    const own = page.week.map((o, i) => [o, i]).filter(([o]) => o.weekday === n);
    return html`<li><strong>${label}</strong><div class="yq-hours-of">${own.map(([o, i]) => (editable ? html`<div class="yq-span">${times(label, o, `w-${i}`, (to) => edit(i, to))}
        <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('hours.removeFrom', {day: label, time: o.opens})} @click=${() => drop(i)}>${icon('trash')}</button></div>` : html`<div>${o.opens}–${o.closes}</div>`))}${own.length ? nothing : html`<span class="yq-muted">${t('hours.closed')}</span>`}</div>
      ${editable ? html`<button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('hours.addTo', {day: label})} @click=${() => add(n, own.at(-1)?.[0])}>${icon('plus')}</button>` : nothing}</li>`;
  })}</ul>`;
}

export function exceptionRows(page, editable) {
  const edit = (i, to) => { page.days = page.days.map((d, j) => (j === i ? {...d, ...to} : d)); };
  const add = () => { page.days = [...page.days, {day: page.days.at(-1)?.day ? plusDays(page.days.at(-1).day, 1) : plusDays(today(), 1), opens: '', closes: '', reason: ''}]; };
  if (!editable) return page.days.length ? html`<ul class="yq-plain">${page.days.map((d) => html`<li>${date(d.day)} ${d.opens ? `${d.opens}–${d.closes}` : t('hours.closed')}</li>`)}</ul>` : html`<p class="yq-muted">${t('hours.noExceptions')}</p>`;
  return html`${page.days.length ? html`<ul class="yq-plain yq-exceptions">${page.days.map((d, i) => { const label = d.day ? date(d.day) : String(i + 1); return html`<li>
      <input id="d-${i}" type="date" min=${today()} aria-label=${t('hours.dayOf', {n: i + 1})} .value=${d.day} @change=${(e) => edit(i, {day: e.target.value})}>
      <label class="yq-check"><input type="checkbox" .checked=${!!(d.opens || d.closes)} @change=${(e) => edit(i, e.target.checked ? {opens: '09:00', closes: '18:00'} : {opens: '', closes: ''})}><span>${t('hours.open')}</span></label>
      <span class="yq-span">${d.opens || d.closes ? times(label, d, `dt-${i}`, (to) => edit(i, to)) : html`<span class="yq-muted">${t('hours.closedAllDay')}</span>`}</span>
      <input maxlength="200" placeholder=${t('hours.reason')} aria-label=${t('hours.reasonOf', {day: label})} .value=${d.reason} @input=${(e) => edit(i, {reason: e.target.value})}>
      <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('hours.removeDay', {day: label})} @click=${() => { page.days = page.days.filter((_, j) => j !== i); }}>${icon('trash')}</button></li>`; })}</ul>` : html`<p class="yq-muted">${t('hours.noExceptions')}</p>`}
    <div><button class="yq-btn" type="button" ?disabled=${page.days.length >= 200} @click=${add}>${icon('plus')}${t('hours.addDay')}</button></div>`;
}
