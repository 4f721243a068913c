// One service category: what it is, its names over time, and for the city a new name, an end, or a new beginning.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {date, isEnglish, nameOf, need, t} from '../../i18n.js';
import {is} from '../../session.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {status} from '../../ui/yq-status.js';
import {toast} from '../../ui/yq-toast.js';
import {today} from '../../dates.js';
import {nameOn, rowsOn, textOf} from '../dictionary-rows.js';
import {fact, head} from '../parts.js';
import {name} from '../router.js';

await need('dictionary.');

define('yq-category', class extends El {
  static properties = {code: {}, row: {state: true}, item: {state: true}, problem: {state: true}, refused: {state: true}, asking: {state: true}, wrong: {state: true}, busy: {state: true}, start: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [tree, items] = await Promise.all([get('/api/categories', {all: true}), get('/api/policy-items')]);
      this.rows = rowsOn(tree.items, today());
      this.row = this.rows.find((r) => r.id === this.code);
      this.item = this.row && items.items.find((i) => i.number === this.row.category.policyItem);
      if (this.row) name(this.row.name);
      else this.problem = {status: 404, code: 'not-found'};
    } catch (problem) {
      this.problem = problem;
    }
  }

  ask(what) {
    const c = this.row.category;
    const from = c.validFrom > today() ? c.validFrom : today();
    this.set({wrong: null, asking: what, key: newKey(), start: what === 'renaming' ? {name: c.name, nameEn: c.nameEn, from} : {validTo: ''}});
  }

  fields() {
    const from = this.row.category.validFrom > today() ? this.row.category.validFrom : today();
    return this.asking === 'renaming' ? [
      {name: 'name', label: t('dictionary.newName'), required: true, minlength: 2, maxlength: 40},
      {name: 'nameEn', label: t('dictionary.newNameEn'), required: true, minlength: 2, maxlength: 80},
      {name: 'from', label: t('dictionary.nameFrom'), type: 'date', required: true, min: from, hint: t('dictionary.nameFromHint')}]
      : [{name: 'validTo', label: t('dictionary.endDay'), type: 'date', required: true, min: from, hint: t('dictionary.endDayHint')}];
  }

  async save(value) {
    this.set({busy: true, wrong: null});
    try {
      if (this.asking === 'renaming') await post(`/api/categories/${this.code}/renaming`, value, {key: this.key});
      else await patch(`/api/categories/${this.code}`, value, {match: this.row.category.version});
      toast(t(`dictionary.done.${this.asking}`));
      this.asking = null;
      await this.load();
    } catch (problem) {
      this.wrong = problem;
    }
    this.busy = false;
  }

  async reopen() {
    const answer = await confirm({heading: t('dictionary.reopen'), text: t('dictionary.reopenText'), ok: t('dictionary.reopen')});
    if (!answer.ok) return;
    this.refused = null;
    try {
      await patch(`/api/categories/${this.code}`, {validTo: null}, {match: this.row.category.version});
      toast(t('dictionary.done.reopening'));
      await this.load();
    } catch (problem) {
      this.refused = problem;
    }
  }

  actions() {
    const c = this.row.category;
    const log = is('city-admin', 'auditor') ? html`<a class="yq-btn" href="/desk/history?kind=category&amp;number=${c.code}">${icon('history')}${t('dictionary.log')}</a>` : nothing;
    if (!is('city-admin')) return log;
    const open = !c.validTo || c.validTo > today();
    return html`${log}<a class="yq-btn" href="/desk/dictionary/${c.code}/edit">${icon('edit')}${t('dictionary.edit')}</a>
      ${open ? html`<button class="yq-btn" type="button" @click=${() => this.ask('renaming')}>${icon('refresh')}${t('dictionary.rename')}</button>` : nothing}
      ${c.validTo ? html`<button class="yq-btn" type="button" @click=${() => this.reopen()}>${icon('undo')}${t('dictionary.reopen')}</button>` : nothing}
      ${open ? html`<button class="yq-btn yq-btn-danger" type="button" @click=${() => this.ask('ending')}>${icon('ban')}${t('dictionary.end')}</button>` : nothing}`;
  }

  names() {
    const names = this.row.category.names;
    const now = names.findLast((n) => n.from <= today());
    return html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('dictionary.names')}</h2><ol class="yq-timeline">
      ${names.map((n) => html`<li class=${n.from > today() ? 'yq-todo' : ''}><strong>${n.name}</strong><time datetime=${n.from}>${t('dictionary.since', {day: date(n.from)})}</time>
        <div class="yq-muted yq-small">${n.nameEn}${n === now ? ` · ${t('dictionary.nameNow')}` : n.from > today() ? ` · ${t('dictionary.nameComing')}` : ''}</div></li>`)}</ol></section>`;
  }

  below() {
    const below = this.rows.filter((r) => r.parent?.code === this.code);
    if (this.row.parent) return nothing;
    const add = is('city-admin') ? html`<a class="yq-btn yq-btn-sm" href="/desk/dictionary/new?parent=${this.code}">${icon('plus')}${t('dictionary.addBelow')}</a>` : nothing;
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-pad yq-flat"><h2 class="yq-h">${t('dictionary.below')}</h2>${add}</div>
      ${below.length ? html`<ul class="yq-inbox">${below.map((r) => html`<li><div class="yq-grow"><a href="/desk/dictionary/${r.id}">${r.name}</a><div class="yq-muted yq-small">${r.id}</div></div><div>${status('category', r.phase)}</div></li>`)}</ul>` : html`<p class="yq-pad yq-muted">${t('dictionary.noneBelow')}</p>`}</section>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.row) return skeleton(3);
    const {category: c, parent, phase} = this.row;
    return html`${head(this.row.name, html`${status('category', phase)} <span class="yq-num">${c.code}</span>${parent ? html` · <a href="/desk/dictionary/${parent.code}">${nameOn(parent, today())}</a>` : ''}`, this.actions())}
      ${this.refused ? problemNote(this.refused) : nothing}
      <div class="yq-two"><div class="yq-stack"><section class="yq-card yq-pad"><dl class="yq-facts">
        ${fact(t(isEnglish() ? 'dictionary.nameZh' : 'dictionary.nameEn'), isEnglish() ? c.name : c.nameEn)}${fact(t('dictionary.description'), textOf(c, 'description'))}
        ${fact(t('dictionary.valid'), c.validTo ? t('dictionary.span', {from: date(c.validFrom), to: date(c.validTo)}) : t('dictionary.since', {day: date(c.validFrom)}))}
        ${fact(t('dictionary.department'), nameOf(c.department))}
        ${fact(t('dictionary.item'), this.item ? html`<a href="/desk/dictionary?part=policy&amp;q=${c.policyItem}">${t('dictionary.itemNo', {n: c.policyItem})}</a> ${textOf(this.item, 'summary')}` : t('dictionary.itemNo', {n: c.policyItem}))}</dl></section>${this.below()}</div>${this.names()}</div>
      <yq-dialog size="narrow" ?open=${!!this.asking} .heading=${this.asking ? t(`dictionary.ask.${this.asking}`, {name: this.row.name}) : ''} @yq-close=${() => { this.asking = null; }}
        .body=${this.asking ? html`<p class="yq-muted">${t(`dictionary.askText.${this.asking}`)}</p><yq-form .fields=${this.fields()} .value=${this.start} .problem=${this.wrong} ?busy=${this.busy} .submitLabel=${t(this.asking === 'renaming' ? 'dictionary.rename' : 'dictionary.end')} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form>` : nothing}></yq-dialog>`;
  }
});
