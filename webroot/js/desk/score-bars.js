// Scores of areas as bars, first and latest side by side where there are two; the words say the same as the bars.
import {html, nothing} from '../base.js';
import {date, need, t} from '../i18n.js';
import {areaName} from './visit-facts.js';

await need('visit.');

const bar = (points, look = '') => html`<span class="yq-meter ${look}"><span .style=${`--p:${points}%`}></span></span>`;

/** {area: points} of one report. */
export const scoreBars = (scores, all) => html`<dl class="yq-scores">${Object.entries(scores).map(([area, points]) => html`<div><dt>${areaName(area, all)}</dt><dd>${bar(points)}<span class="yq-num">${t('score.points', {n: points})}</span></dd></div>`)}</dl>`;

/** [{area, before, beforeAt, after, afterAt}] of a plan. */
export const progressBars = (list, all) => html`<dl class="yq-scores">${list.map((p) => html`<div><dt>${areaName(p.area, all)}</dt>
  <dd>${bar(p.before, 'yq-was')}<span class="yq-num">${t('score.points', {n: p.before})} <span class="yq-muted yq-small">${date(p.beforeAt)}</span></span>
    ${p.after === null ? nothing : html`${bar(p.after)}<span class="yq-num">${t('score.points', {n: p.after})} <strong class=${p.after < p.before ? 'yq-bad' : 'yq-better'}>${change(p)}</strong> <span class="yq-muted yq-small">${date(p.afterAt)}</span></span>`}</dd></div>`)}</dl>`;

const change = (p) => (p.after === p.before ? t('score.same') : p.after > p.before ? t('score.up', {n: p.after - p.before}) : t('score.down', {n: p.before - p.after}));
