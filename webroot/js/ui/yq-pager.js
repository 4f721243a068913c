// "Shown 20 of 412" and one button for more; the owner keeps how many are shown in the address.
import {El, define, emit, html, nothing} from '../base.js';
import {number, t} from '../i18n.js';

define('yq-pager', class extends El {
  static properties = {shown: {type: Number}, total: {type: Number}, more: {type: Boolean}, busy: {type: Boolean}, step: {type: Number}};

  render() {
    if (!this.shown) return nothing;
    return html`<div class="yq-row yq-spread yq-pager">
      <span class="yq-muted yq-small" aria-live="polite">${this.total > 0 ? t('pager.of', {shown: number(this.shown), total: number(this.total)}) : t('pager.shown', {shown: number(this.shown)})}</span>
      ${this.more ? html`<button class="yq-btn" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => emit(this, 'yq-more')}>${t('pager.more', {n: this.step || 20})}</button>` : nothing}
    </div>`;
  }
});
