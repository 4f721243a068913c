// Charts that are tables: bars stand in the row of their number, columns have their table under them.
import {html, nothing, svg} from '../base.js';
import {need, number, t} from '../i18n.js';

await need('diagnosis.');

/** rows: [{name, value, text?, of?}]: the bar is value's part of `of`, or of the largest value */
export function bars(caption, rows, heads) {
  const most = Math.max(1, ...rows.map((r) => r.value));
  return html`<table class="yq-bars"><caption class="yq-hide">${caption}</caption><thead class="yq-hide"><tr>${heads.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
    <tbody>${rows.map((r) => html`<tr><th scope="row">${r.name}</th><td><span class="yq-bar-line" .style=${`--p:${Math.round((1000 * r.value) / (r.of || most)) / 10}%`}>${r.value ? html`<i class=${r.look ?? ''}></i>` : nothing}</span><span class="yq-num">${r.text ?? number(r.value)}</span></td></tr>`)}</tbody></table>`;
}

const WIDTH = 620;
const HEIGHT = 190;
const FOOT = 24;

/** Two columns for each of twelve months; series: [[name, look, (month) => value]] */
export function columns(title, months, series) {
  const all = Array.from({length: 12}, (_, i) => months.find((m) => m.month === i + 1) ?? {month: i + 1});
  const most = Math.max(4, ...all.flatMap((m) => series.map(([, , of]) => of(m) ?? 0)));
  const step = WIDTH / 12;
  const high = (n) => ((HEIGHT - FOOT - 18) * n) / most;
  const column = (m, i) => svg`${series.map(([, look, of], j) => {
    const n = of(m) ?? 0;
    const x = i * step + step / 2 - 19 + j * 20;
    return n ? svg`<rect class=${look} x=${x} y=${HEIGHT - FOOT - high(n)} width="18" height=${high(n)} rx="2"></rect><text class="yq-col-n" x=${x + 9} y=${HEIGHT - FOOT - high(n) - 4}>${n}</text>` : nothing;
  })}<text class="yq-col-name" x=${i * step + step / 2} y=${HEIGHT - 6}>${t('coverage.month', {n: m.month})}</text>`;
  return html`<figure class="yq-columns"><div class="yq-scroll" tabindex="0" role="group" aria-label=${title}><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${title}><line class="yq-col-base" x1="0" x2=${WIDTH} y1=${HEIGHT - FOOT + 0.5} y2=${HEIGHT - FOOT + 0.5}></line>${all.map(column)}</svg></div>
    <figcaption class="yq-legend">${series.map(([name, look]) => html`<span class="yq-key ${look}">${name}</span>`)}</figcaption></figure>
    ${dataTable(title, [t('coverage.monthHead'), ...series.map(([name]) => name)], all.map((m) => [t('coverage.month', {n: m.month}), ...series.map(([, , of]) => number(of(m) ?? 0))]))}`;
}

/** The numbers behind a picture. */
export const dataTable = (caption, heads, rows) => html`<details class="yq-data"><summary>${t('coverage.showTable')}</summary><div class="yq-scroll" tabindex="0" role="group" aria-label=${caption}><table><caption class="yq-hide">${caption}</caption>
  <thead><tr>${heads.map((h, i) => html`<th scope="col" class=${i ? 'yq-right' : ''}>${h}</th>`)}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells.map((cell, i) => (i ? html`<td class="yq-right yq-num">${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody></table></div></details>`;
