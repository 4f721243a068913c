// The report of a visit, for reading: scores by area, what was found and what is to be done, photos, summary.
import {html, icon, nothing} from '../base.js';
import {date, dateTime, need, t} from '../i18n.js';
import {areaName, says} from './visit-facts.js';
import './photo.js';
import {scoreBars} from './score-bars.js';

await need('visit.');

const looks = {high: 'yq-bad', medium: 'yq-wait', low: ''};
export const severity = (one) => html`<span class="yq-chip ${looks[one]}">${t(`severity.${one}`)}</span>`;

const finding = (a, all) => html`<li class="yq-finding"><div class="yq-row"><span class="yq-chip">${areaName(a.area, all)}</span>${severity(a.severity)}</div>
  <p>${a.finding}</p><p class="yq-row yq-finding-action">${icon('arrow-right')}<span class="yq-grow"><strong>${a.action}</strong><span class="yq-muted yq-small yq-block">${t('report.owner', {owner: a.owner || '—', date: a.dueOn ? date(a.dueOn) : '—'})}</span></span></p></li>`;

function answers(report, all) {
  const said = (q) => q.options.find((o) => o.value === report.answers[q.key]);
  const asked = report.questionnaire.questions.filter(said);
  if (!asked.length) return nothing;
  return html`<details class="yq-preview"><summary>${t('report.answers', {n: asked.length, version: report.questionnaire.version})}</summary><dl class="yq-answered">${asked.map((q) => html`<div><dt>${says(q)} <span class="yq-muted yq-small">${areaName(q.area, all)}</span></dt><dd>${says(said(q))}</dd></div>`)}</dl></details>`;
}

export function reportView(report, all) {
  return html`<section class="yq-card yq-pad yq-stack" id="report"><div class="yq-row yq-spread"><h2 class="yq-h">${t('report.title')}</h2><span class="yq-muted yq-small">${t('report.by', {name: report.savedBy, at: dateTime(report.reportedAt)})}</span></div>
    <p class="yq-prewrap">${report.summary}</p>
    <div><h3 class="yq-label-strong">${t('report.scores')}</h3><p class="yq-hint">${t('report.scoresHint')}</p>${scoreBars(report.scores, all)}</div>
    <div><h3 class="yq-label-strong">${t('report.findings', {n: report.actions.length})}</h3><ol class="yq-findings">${report.actions.map((a) => finding(a, all))}</ol></div>
    ${report.photos.length ? html`<div><h3 class="yq-label-strong">${t('report.photos', {n: report.photos.length})}</h3><div class="yq-photos">${report.photos.map((file) => html`<yq-photo .file=${file}></yq-photo>`)}</div></div>` : nothing}
    ${answers(report, all)}</section>`;
}
