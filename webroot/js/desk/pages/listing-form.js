// Writing a service: kept as a draft at any time, submitted for review when complete. The live version stays until then.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {nameOf, need, t} from '../../i18n.js';
import {categories, divisions} from '../../ref.js';
import {failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {toast} from '../../ui/yq-toast.js';
import '../../ui/yq-upload.js';
import {divisionGroups} from '../division-groups.js';
import {head} from '../parts.js';
import {go} from '../router.js';

await need('listing.');

define('yq-listing-form', class extends El {
  static properties = {id: {}, listing: {state: true}, fields: {state: true}, start: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.keys = {save: newKey(), submit: newKey()};
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [tree, areas, industries, listing] = await Promise.all([categories(), divisions(), get('/api/industries', null, {anonymous: true}), this.id ? get(`/api/listings/${this.id}`) : null]);
      this.set({listing, fields: this.form(tree, areas, industries.items), start: this.values(listing?.change ?? listing)});
    } catch (problem) {
      this.problem = problem;
    }
  }

  values(l) {
    if (!l) return {priceModel: 'fixed', area: 'all', field: 'all', divisions: [], industries: [], evidenceIds: []};
    const {title, summary, description, priceModel, priceFen, deliveryDays, capacityPerMonth} = l;
    return {title, summary, description, priceModel, priceFen, deliveryDays, capacityPerMonth, category: l.category.code, divisions: l.divisions, industries: l.industries, evidenceIds: l.evidence,
      area: l.divisions.length ? 'some' : 'all', field: l.industries.length ? 'some' : 'all'};
  }

  form(tree, areas, industries) {
    const [what, money, where, proof] = ['what', 'money', 'where', 'proof'].map((part) => t(`listingForm.${part}`));
    const groups = tree.map((top) => ({label: nameOf(top), options: (top.children?.length ? top.children : [top]).map((c) => ({value: c.code, label: nameOf(c)}))}));
    const choice = (...names) => names.map((value) => ({value, label: t(`listingForm.${value}`)}));
    return [
      {name: 'title', label: t('listing.title'), required: true, minlength: 2, maxlength: 80, group: what, hint: t('listingForm.titleHint')},
      {name: 'category', label: t('listing.category'), type: 'select', required: true, options: groups, group: what},
      {name: 'summary', label: t('listing.summary'), type: 'textarea', rows: 2, maxlength: 200, required: true, group: what, hint: t('listingForm.summaryHint')},
      {name: 'description', label: t('listing.description'), type: 'textarea', rows: 10, maxlength: 10000, required: true, group: what, hint: t('listingForm.descriptionHint')},
      {name: 'priceModel', label: t('listingForm.model'), type: 'radio', required: true, options: choice('fixed', 'per-day', 'quotation'), group: money},
      {name: 'priceFen', label: t('listing.price'), type: 'money', required: true, min: 1, max: 100000000000, half: true, group: money, show: (all) => all.priceModel !== 'quotation'},
      {name: 'deliveryDays', label: t('listing.deliveryDays'), type: 'number', required: true, min: 1, max: 730, half: true, group: money, hint: t('listingForm.daysHint')},
      {name: 'capacityPerMonth', label: t('listing.capacity'), type: 'number', min: 1, max: 10000, half: true, group: money, hint: t('listingForm.capacityHint')},
      {name: 'area', label: t('listing.areas'), type: 'radio', required: true, options: [{value: 'all', label: t('listing.wholeCity')}, {value: 'some', label: t('listingForm.someAreas')}], group: where},
      {name: 'divisions', label: t('listingForm.pickAreas'), type: 'checks', required: true, options: divisionGroups(areas).flatMap((g) => g.options), group: where, show: (all) => all.area === 'some'},
      {name: 'field', label: t('listing.industries'), type: 'radio', required: true, options: [{value: 'all', label: t('listing.allIndustries')}, {value: 'some', label: t('listingForm.someIndustries')}], group: where},
      {name: 'industries', label: t('listingForm.pickIndustries'), type: 'checks', required: true, options: industries.filter((i) => !i.parent).map((i) => ({value: i.code, label: nameOf(i)})), group: where, show: (all) => all.field === 'some'},
      {name: 'evidenceIds', label: t('listing.evidence'), type: 'files', max: 20, group: proof, hint: t('listingForm.evidenceHint')},
    ];
  }

  body(v) {
    const known = {title: v.title, category: v.category, priceModel: v.priceModel, deliveryDays: v.deliveryDays, priceFen: v.priceModel === 'quotation' ? null : v.priceFen};
    return {...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== '')), summary: v.summary || null, description: v.description || null, capacityPerMonth: v.capacityPerMonth ?? null,
      divisions: v.area === 'some' ? v.divisions ?? [] : [], industries: v.field === 'some' ? v.industries ?? [] : [], evidenceIds: (v.evidenceIds ?? []).map((file) => file.id)};
  }

  async save(value, submit) {
    this.set({busy: true, refused: null});
    const form = this.querySelector('yq-form');
    try {
      const saved = this.listing ? await patch(`/api/listings/${this.listing.id}`, this.body(value), {match: this.listing.version}) : await post('/api/listings', this.body(value), {key: this.keys.save});
      form.forget();
      this.listing = saved; // a refused submission continues with what was kept
      if (submit) await post(`/api/listings/${saved.id}/submission`, {}, {key: this.keys.submit});
      toast(t(submit ? 'listingForm.submitted' : 'listingForm.kept'));
      go(`/desk/listings/${saved.id}`, !!this.id);
    } catch (problem) {
      this.refused = problem;
      if (problem.status) this.keys = {save: newKey(), submit: newKey()};
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.fields) return skeleton(4);
    const l = this.listing;
    const reason = l?.change?.state === 'returned' ? l.change.reason : l?.state === 'returned' ? l.history?.findLast((e) => e.action === 'rejection')?.reason : null;
    return html`${head(t(this.id ? 'desk.listingEdit' : 'desk.listingNew'), l ? `${l.number} · ${l.title}` : t('listingForm.lead'))}
      ${reason ? html`<p class="yq-note yq-note-wait yq-below">${icon('undo')}<span>${t('listing.returned', {reason})}</span></p>` : nothing}
      ${l?.liveVersion ? html`<p class="yq-note yq-below">${icon('info')}<span>${t('listingForm.liveStays')}</span></p>` : nothing}
      <div class="yq-card yq-pad yq-narrow"><yq-form .fields=${this.fields} .value=${this.start} .problem=${this.refused} ?busy=${this.busy} draft=${`listing-${this.id ?? 'new'}-${this.id ? l.version : 0}`}
        .submitLabel=${t('move.listing.submission')} .extra=${html`<button class="yq-btn" type="button" ?disabled=${this.busy} @click=${() => this.save(this.querySelector('yq-form').clean(), false)}>${t('orderForm.keep')}</button>`}
        @yq-submit=${(e) => this.save(e.detail.value, true)}></yq-form></div>`;
  }
});
