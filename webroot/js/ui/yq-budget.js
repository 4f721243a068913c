// Budget bar: spent, frozen, this order (hatched), free. What is free stands above, or beside in words where it is compact.
import {El, define, html, nothing} from '../base.js';
import {money, moneyShort, need, t} from '../i18n.js';

await need('desk.');

define('yq-budget', class extends El {
  static properties = {budget: {attribute: false}, thisFen: {type: Number, attribute: false}, links: {attribute: false}, compact: {type: Boolean}};

  part(name, fen, href) {
    const label = html`${t(`budget.${name}`)} <span class="yq-num">${money(fen)}</span>`;
    return href ? html`<a class="yq-${name}" href=${href}>${label}</a>` : html`<span class="yq-${name}">${label}</span>`;
  }

  render() {
    const b = this.budget;
    if (!b) return nothing;
    const share = (fen) => `--p:${b.totalFen ? (fen / b.totalFen) * 100 : 0}%`;
    const mine = Math.min(this.thisFen ?? 0, b.availableFen);
    const free = moneyShort(b.availableFen);
    return html`${this.compact ? nothing : html`<div class="yq-row yq-spread"><span class="yq-figure">${free.figure}<small>${free.unit} ${t('budget.freeNow')}</small></span><span class="yq-muted yq-small">${t('budget.totalOf', {money: money(b.totalFen)})}</span></div>`}
      <div class="yq-bar" role="img" aria-label=${t('budget.bar', {spent: money(b.spentFen), frozen: money(b.frozenFen), free: money(b.availableFen)})}>
        <span class="yq-spent" .style=${share(b.spentFen)}></span><span class="yq-frozen" .style=${share(b.frozenFen)}></span>
        ${mine ? html`<span class="yq-this" .style=${share(mine)}></span>` : nothing}<span></span></div>
      <div class="yq-legend">${this.part('spent', b.spentFen, this.links?.spent)}${this.part('frozen', b.frozenFen, this.links?.frozen)}
        ${mine ? this.part('this', this.thisFen) : nothing}</div>`;
  }
});
