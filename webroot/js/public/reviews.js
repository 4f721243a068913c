// Ratings by enterprises, newest first.
import {El, define, html, icon, nothing} from '../base.js';
import {get} from '../api.js';
import {date, need, t} from '../i18n.js';
import '../ui/yq-pager.js';
import {stars} from './listing-card.js';

await need('service.');

define('yq-reviews', class extends El {
  static properties = {key: {attribute: false}, rating: {attribute: false}, items: {state: true}, next: {state: true}, busy: {state: true}};

  updated(changed) {
    if (changed.has('key') && this.key) this.load();
  }

  async load() {
    this.busy = true;
    const page = await get(`/api/listings/${this.key}/ratings`, {limit: 5, after: this.next}, {anonymous: true}).catch(() => null);
    this.busy = false;
    this.items = [...(this.items ?? []), ...(page?.items ?? [])];
    this.next = page?.next;
  }

  review(r) {
    return html`<article class="yq-review"><div class="yq-row"><span class="yq-stars" role="img" aria-label=${t('rating.score', {n: r.score})}>${Array.from({length: r.score}, () => icon('star-filled'))}</span>
      <span>${r.enterprise}</span><time class="yq-muted yq-small" datetime=${r.at}>${date(r.at)}</time></div>
      ${r.comment ? html`<p class="yq-prewrap">${r.comment}</p>` : nothing}${r.reply ? html`<p class="yq-reason">${t('rating.reply')}${r.reply}</p>` : nothing}</article>`;
  }

  render() {
    return html`<section class="yq-card yq-pad" id="reviews" aria-labelledby="reviews-head"><div class="yq-card-head"><h2 id="reviews-head" class="yq-h">${t('rating.title')}</h2>${this.rating ? html`<span>${stars(this.rating)}</span>` : nothing}</div>
      ${this.items?.length ? this.items.map((r) => this.review(r)) : html`<p class="yq-muted">${this.items ? t('rating.noneText') : t('loading')}</p>`}
      ${this.next ? html`<yq-pager .shown=${this.items.length} .total=${this.rating?.count ?? 0} .more=${!!this.next} .busy=${this.busy} .step=${5} @yq-more=${() => this.load()}></yq-pager>` : nothing}</section>`;
  }
});
