// What an official sees before deciding: the effect on the budget and the checks that were made.
import {html, icon, nothing} from '../base.js';
import {money, need, t} from '../i18n.js';

await need('order.');

/** Budget bar with this order hatched in, and the enterprise's cap in words. */
export function effect(order) {
  const e = order.effect;
  return html`<yq-budget compact .budget=${{totalFen: e.totalFen, spentFen: e.spentFen, frozenFen: e.frozenFen, availableFen: Math.max(0, e.availableFen)}} .thisFen=${order.governmentFen}></yq-budget>
    <p class="yq-small">${t('effect.available', {before: money(e.availableFen)})} <strong class=${e.afterFen < 0 ? 'yq-bad' : ''}>${e.afterFen < 0 ? t('effect.missing', {money: money(-e.afterFen)}) : t('effect.after', {money: money(e.afterFen)})}</strong>
      ${e.capFen === null ? nothing : html`<br>${t('effect.cap', {used: money(e.usedFen), after: money(e.afterUsedFen), cap: money(e.capFen)})}`}</p>`;
}

export const checks = (list) => html`<ul class="yq-checks">${list.map((c) => html`<li class=${c.ok ? '' : 'yq-bad'}>${icon(c.ok ? 'circle-check' : 'alert')}<span>${t(`check.${c.code}.${c.ok ? 'ok' : 'bad'}`)}</span></li>`)}</ul>`;
