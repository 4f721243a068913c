// Why these experts: the assignment that is kept with a visit, in plain sentences, and everybody who was compared.
import {html, icon, nothing} from '../base.js';
import {listed, need, number, t} from '../i18n.js';
import {areaNames} from './visit-facts.js';

await need('visit.');

/** The reasons for one expert in one sentence. */
function because(c, leads) {
  const words = c.reasons.filter((code) => code !== 'conflict').map((code) => t(`why.${code}`, {n: c.idleDays ?? 0, minutes: c.minutes ?? 0}));
  const plain = words.length ? listed(words) : t(leads ? 'why.overall' : 'why.completes');
  return html`<li>${icon('circle-check')}<span><strong>${c.name}</strong>${t('why.colon')}${plain}${t('why.stop')}${c.conflict ? html` <span class="yq-bad">${t('why.conflict')}</span>` : nothing}</span></li>`;
}

/** How many were accredited, open, free and able to arrive. */
const funnel = (a) => t('why.funnel', {considered: number(a.considered), open: number(a.open), free: number(a.free), reachable: number(a.reachable)});

export const fitWord = (c) => (c.fit === 'fits' ? html`<span>${t('fit.fits')}</span>` : html`<span class="yq-muted">${t(`fit.${c.fit}`)}</span>`);
export const loadWords = (c) => t('why.loadOf', {n: c.load, weight: c.weight});
export const wayWords = (c) => (c.minutes === null ? '—' : t('why.minutes', {n: c.minutes}));
export const idleWords = (c) => (c.idleDays === null ? t('why.never') : t('why.days', {n: c.idleDays}));

function table(list, areas, all) {
  return html`<details class="yq-preview"><summary>${t('why.compare', {n: list.length})}</summary><div class="yq-scroll" tabindex="0" role="region" aria-label=${t('why.compare', {n: list.length})}><table class="yq-candidates">
    <thead><tr>${['expert', 'areas', 'load', 'idle', 'way'].map((word) => html`<th scope="col">${t(`why.column.${word}`)}</th>`)}</tr></thead>
    <tbody>${list.map((c) => html`<tr><th scope="row">${c.name}${c.chosen ? html` <span class="yq-chip">${t('why.chosen')}</span>` : nothing}${c.conflict ? html` <span class="yq-chip yq-bad">${t('why.conflictShort')}</span>` : nothing}</th>
      <td>${areaNames(c.areas, all)} <span class="yq-muted yq-nowrap">${c.areas.length}/${areas.length}</span></td><td class="yq-nowrap">${loadWords(c)}</td><td class="yq-nowrap">${idleWords(c)}</td><td class="yq-nowrap">${wayWords(c)}</td></tr>`)}</tbody></table></div>
    <p class="yq-hint">${t('why.order')}</p></details>`;
}

/** The whole explanation; reasons of earlier decisions are part of it. */
export function why(visit, all) {
  const a = visit.details.assignment;
  const chosen = a.candidates.filter((c) => c.chosen);
  return html`<div class="yq-stack yq-tight"><h3 class="yq-label-strong">${t('why.title')}</h3>
    <p>${a.mode === 'automatic' ? nothing : html`${t(`why.mode.${a.mode}`)}${a.reason ? t('why.reason', {reason: a.reason}) : ''} `}${funnel(a)}</p>
    ${chosen.length ? html`<ul class="yq-checks">${chosen.map((c) => because(c, c.expertId === visit.team[0].id))}</ul>` : nothing}
    ${a.candidates.length ? table(a.candidates, visit.areas, all) : nothing}</div>`;
}
