// The append-only history in words: who did what to what, with its proof; the address holds the filters.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {endOf, startOf} from '../../dates.js';
import {dateTime, need, number, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {exportButton} from '../export.js';
import {actions, actionWord, changes, kinds, kindWord, stateWord, subject} from '../history-words.js';
import {ListPage, choose, pager} from '../list.js';
import {head} from '../parts.js';

await need('records.');

const FILTERS = ['kind', 'action', 'number', 'person', 'actor', 'from', 'to', 'position'];

define('yq-history', class extends ListPage {
  size = 30;

  fetch(query) { return get('/api/events', query); }

  query() {
    const {kind, action, number: of, person, actor, from, to, position} = this.filter;
    return {subjectKind: kind, action, number: of, person, actor, from: startOf(from), to: endOf(to), position};
  }

  field(name, label, type = 'text', placeholder = '') {
    return html`<label class="yq-inline"><span>${label}</span><input type=${type} placeholder=${placeholder} maxlength="120" .value=${this.filter[name] ?? ''} @change=${(e) => this.narrow({[name]: e.target.value.trim()})}></label>`;
  }

  filters() {
    const {kind, actor, position} = this.filter;
    const set = FILTERS.filter((name) => this.filter[name]).length;
    return html`<div class="yq-toolbar yq-filters">
      <select aria-label=${t('history.kind')} @change=${(e) => this.narrow({kind: e.target.value, action: ''})}><option value="">${t('history.kind')}</option>${kinds.map((k) => html`<option value=${k} ?selected=${kind === k}>${kindWord(k)}</option>`)}</select>
      ${kind ? choose(this, 'action', t('history.action'), actions(kind).map((a) => [a, actionWord(kind, a)])) : nothing}
      ${this.field('number', t('history.number'))}${this.field('person', t('history.person'), 'text', t('history.personHint'))}${this.field('from', t('history.from'), 'date')}${this.field('to', t('history.to'), 'date')}
      ${actor ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({actor: ''})}>${icon('x')}${t('history.oneActor')}</button>` : nothing}
      ${position ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({position: ''})}>${icon('x')}${t('history.onePosition', {n: number(position)})}</button>` : nothing}
      ${set ? html`<button class="yq-btn yq-btn-quiet" type="button" @click=${() => this.narrow(Object.fromEntries(FILTERS.map((name) => [name, ''])))}>${t('history.clear')}</button>` : nothing}</div>`;
  }

  who(e) {
    if (!e.actor) return t('timeline.system');
    const place = e.actor.organisation ?? t(`role.${e.actor.role}`);
    return html`<strong>${e.actor.name}</strong> <span class="yq-muted">${place}</span>`;
  }

  detail(e) {
    const changed = changes(e.detail ?? {});
    return html`<div class="yq-log-detail">${changed.length ? html`<dl class="yq-facts yq-diff">${changed.map(([name, before, after]) => html`<dt>${name}</dt><dd><del>${before}</del> → <ins>${after}</ins></dd>`)}</dl>` : nothing}
      <dl class="yq-facts"><dt>${t('history.position')}</dt><dd class="yq-num">${number(e.position)}</dd><dt>${t('history.hash')}</dt><dd class="yq-hash">${e.hash}</dd></dl>
      <pre class="yq-mono" tabindex="0" aria-label=${t('history.raw')}>${JSON.stringify(e.detail, null, 2)}</pre>
      <div class="yq-row">${e.actorId && !this.filter.actor ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({actor: e.actorId})}>${icon('filter')}${t('history.onlyActor', {name: e.actor.name})}</button>` : nothing}
        ${e.subjectNumber && this.filter.number !== e.subjectNumber ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({kind: e.subjectKind, action: '', number: e.subjectNumber})}>${icon('filter')}${t('history.onlySubject', {number: e.subjectNumber})}</button>` : nothing}</div></div>`;
  }

  row(e) {
    return html`<li><div class="yq-log-head"><time class="yq-muted yq-small" datetime=${e.at}>${dateTime(e.at)}</time>
        <div class="yq-grow"><div>${this.who(e)}${t('history.colon')}${actionWord(e.subjectKind, e.action)}</div><div>${subject(e)}</div>
          ${e.reason ? html`<q class="yq-reason">${e.reason}</q>` : nothing}</div>
        ${e.to && e.from !== e.to ? html`<div class="yq-log-states">${e.from ? html`${stateWord(e.subjectKind, e.from)}${icon('arrow-right', t('history.became'))}` : nothing}${stateWord(e.subjectKind, e.to)}</div>` : nothing}</div>
      <details><summary>${t('history.details')}<span class="yq-hide"> ${e.position}</span></summary>${this.detail(e)}</details></li>`;
  }

  render() {
    if (this.problem && this.problem.status !== 422) return failed(this.problem, () => this.load(), true);
    const buttons = html`<button class="yq-btn" type="button" @click=${() => this.load()}>${icon('refresh')}${t('history.refresh')}</button>${exportButton('events', this.query())}`;
    return html`${head(t('desk.history'), html`${t('history.intro')} <a href="/desk/history/verification">${t('history.verify')}</a>`, buttons)}
      <div class="yq-card">${this.filters()}
        ${this.problem ? failed(this.problem) : !this.rows ? html`<div class="yq-pad">${skeleton(3)}</div>` : !this.rows.length ? empty({picture: 'search', title: t('history.none'), text: t('list.widen')})
          : html`<ol class="yq-log">${this.rows.map((e) => this.row(e))}</ol>${pager(this)}`}</div>`;
  }
});
