// A photo that only those may see whom it concerns: fetched when it comes into view, opened large with a click.
import {El, define, html, nothing} from '../base.js';
import {picture} from '../api.js';
import {need, t} from '../i18n.js';
import '../ui/yq-dialog.js';

await need('visit.');

/** file: {id, name} */
define('yq-photo', class extends El {
  static properties = {file: {attribute: false}, source: {state: true}, lost: {state: true}, large: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) this.load(); }, {rootMargin: '300px'});
    this.watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
    if (this.source) URL.revokeObjectURL(this.source);
    this.source = null;
  }

  async load() {
    this.watch.disconnect();
    try {
      this.source = URL.createObjectURL(await picture(`/api/attachments/${this.file.id}`));
    } catch {
      this.lost = true;
    }
  }

  render() {
    if (this.lost) return html`<span class="yq-photo yq-muted yq-small">${t('photo.lost', {name: this.file.name})}</span>`;
    if (!this.source) return html`<span class="yq-photo"><span class="yq-skeleton"></span></span>`;
    return html`<button class="yq-photo" type="button" @click=${() => { this.large = true; }}><img src=${this.source} alt=${this.file.name}></button>
      <yq-dialog ?open=${this.large} size="wide" .heading=${this.file.name} .body=${this.large ? html`<img class="yq-photo-large" src=${this.source} alt=${this.file.name}>` : nothing} @yq-close=${(e) => { e.stopPropagation(); this.large = false; }}></yq-dialog>`;
  }
});
