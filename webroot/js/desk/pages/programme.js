// One programme: whom it is for, its rules in words, what was used of it, and closing it.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {date, listed, money, need, number, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {is} from '../../session.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import {toast} from '../../ui/yq-toast.js';
import {namesOf, types} from '../diagnosis-words.js';
import {fact} from '../parts.js';
import {name} from '../router.js';
import {phaseOf} from './programmes.js';

await need('diagnosis.');

define('yq-programme', class extends El {
  static properties = {id: {}, it: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [it, known, places] = await Promise.all([get(`/api/programmes/${this.id}`), types(), divisions()]);
      Object.assign(this, {kinds: known.types, places});
      this.show(it);
    } catch (problem) {
      this.problem = problem;
    }
  }

  show(it) {
    this.it = it;
    name(it.name);
  }

  async turn(closing) {
    const noun = closing ? 'closing' : 'reopening';
    const {ok, reason} = await confirm({heading: t(`programmes.${noun}`), text: t(`programmes.${noun}Text`), ok: t(`programmes.${noun}`), reason: 'optional', danger: closing});
    if (!ok) return;
    this.set({busy: true, refused: null});
    try {
      const body = reason ? {reason} : {};
      this.show(closing ? await post(`/api/programmes/${this.id}/closing`, body, {key: newKey()}) : await post(`/api/programmes/${this.id}/reopening`, body, {key: newKey()}));
      toast(t(`programmes.${noun}Done`, {name: this.it.name}));
    } catch (problem) {
      this.refused = problem;
      if (problem.status === 409) await this.load();
    }
    this.busy = false;
  }

  render() {
    if (this.problem && !this.it) return failed(this.problem, () => this.load(), true);
    const p = this.it;
    if (!p) return skeleton(3);
    const hours = (n) => (n ? t('programmes.hours', {n: number(n)}) : t('programmes.anytime'));
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${p.name}</h1><p class="yq-row">${status('programme', phaseOf(p))}<span>${date(p.validFrom)} – ${date(p.validTo)}</span></p></div>
        ${is('city-admin') ? html`<div class="yq-row yq-no-print"><a class="yq-btn" href="/desk/programmes/${p.id}/edit">${icon('edit')}${t('programmes.edit')}</a><button class="yq-btn ${p.closed ? '' : 'yq-btn-danger'}" type="button" ?disabled=${this.busy} @click=${() => this.turn(!p.closed)}>${icon(p.closed ? 'undo' : 'lock')}${t(p.closed ? 'programmes.reopening' : 'programmes.closing')}</button></div>` : nothing}</div>
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two"><div class="yq-stack"><section class="yq-card yq-pad"><h2 class="yq-h">${t('programmes.whom')}</h2><dl class="yq-facts">
          ${fact(t('programmes.divisions'), namesOf(p.divisions, this.places, t('programmes.wholeCity')))}${fact(t('programmes.tiers'), p.tiers.length ? listed(p.tiers.map((tier) => t(`tier.${tier}`))) : t('programmes.allTiers'))}
          ${fact(t('programmes.types'), namesOf(p.types, this.kinds, t('programmes.allTypes')))}${fact(t('programmes.quota'), t('programmes.perYear', {n: number(p.visitsPerYear)}))}
          ${fact(t('programmes.budget'), p.budget ? html`<a href="/desk/budgets/${p.budget.id}">${p.budget.name}</a>` : t('programmes.noBudget'))}${fact(t('programmes.fee'), p.budget ? money(p.feeFen) : '')}</dl></section>
        <section class="yq-card yq-pad"><h2 class="yq-h">${t('programmes.rules')}</h2><dl class="yq-facts">
          ${fact(t('programmes.noticeHours'), hours(p.noticeHours))}${fact(t('programmes.horizonDays'), t('programmes.days', {n: number(p.horizonDays)}))}${fact(t('programmes.gapDays'), p.gapDays ? t('programmes.days', {n: number(p.gapDays)}) : t('programmes.noGap'))}
          ${fact(t('programmes.cancelHours'), hours(p.cancelHours))}${fact(t('programmes.rescheduleHours'), hours(p.rescheduleHours))}</dl></section></div>
        <section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('programmes.usage')}</h2><dl class="yq-figures"><div><dt>${t('programmes.usedVisits')}</dt><dd class="yq-num">${number(p.usage.visits)}</dd></div><div><dt>${t('programmes.usedEnterprises')}</dt><dd class="yq-num">${number(p.usage.enterprises)}</dd></div><div><dt>${t('programmes.ahead')}</dt><dd class="yq-num">${number(p.usage.ahead)}</dd></div></dl>
          <a class="yq-btn" href="/desk/visits?programme=${p.id}">${icon('list-check')}${t('programmes.visits')}</a></section></div>`;
  }
});
