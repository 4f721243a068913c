// Files: chosen or dropped, checked, sent with progress; value is [{id, name, size, type}]. With `send` the owner decides
// where a file goes, and keeps nothing here.
import {El, define, emit, html, icon, nothing, uid} from '../base.js';
import {Problem, download, newKey, request} from '../api.js';
import {fileSize, need, t} from '../i18n.js';
import {explain} from './yq-empty.js';

await need('form.');

const TYPES = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx';
const LIMIT = 10 * 1024 * 1024;

define('yq-upload', class extends El {
  static properties = {value: {attribute: false}, label: {}, hint: {}, accept: {}, limit: {type: Number}, send: {attribute: false}, single: {type: Boolean}, max: {type: Number}, readonly: {type: Boolean}, busy: {state: true}, problem: {state: true}, over: {state: true}};

  constructor() {
    super();
    this.accept = TYPES;
    this.max = 10;
    this.limit = LIMIT;
    this.field = uid('file');
  }

  async take(files) {
    this.problem = null;
    for (const file of files) {
      const suffix = file.name.slice(file.name.lastIndexOf('.')).toLowerCase();
      if (file.size > this.limit) { this.problem = t('upload.tooLarge', {name: file.name, size: fileSize(this.limit)}); continue; }
      if (!this.accept.split(',').includes(suffix)) { this.problem = t('upload.wrongType', {name: file.name, types: this.accept.replaceAll(',', ' ')}); continue; }
      if ((this.value ?? []).length >= this.max) { this.problem = t('upload.tooMany', {n: this.max}); break; }
      this.busy = file.name;
      try {
        if (this.send) { await this.send(file); continue; }
        const item = await request('POST', '/api/attachments', {query: {name: file.name}, raw: file, key: newKey()});
        emit(this, 'yq-change', (this.value = [...(this.value ?? []), item]));
      } catch (e) {
        if (!(e instanceof Problem)) throw e;
        // what exactly is wrong with the file, where the server says so
        this.problem = `${file.name}：${e.status === 415 && e.errors[0]?.detail ? e.errors[0].detail : explain(e).title}`;
      } finally {
        this.busy = null;
      }
    }
  }

  drop(item) {
    emit(this, 'yq-change', (this.value = this.value.filter((x) => x !== item)));
  }

  render() {
    return html`<div class="yq-stack">
      ${(this.value ?? []).map((item) => html`<div class="yq-file">${icon('paperclip')}<button class="yq-link yq-grow" type="button" @click=${() => download(`/api/attachments/${item.id}`, item.name)}>${item.name}</button>
        <span class="yq-muted yq-small yq-nowrap">${fileSize(item.size)}</span>
        ${this.readonly ? nothing : html`<button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('upload.remove', {name: item.name})} @click=${() => this.drop(item)}>${icon('trash')}</button>`}</div>`)}
      ${this.readonly ? nothing : html`<label class="yq-drop ${this.over ? 'yq-over' : ''}" for=${this.field}
          @dragover=${(e) => { e.preventDefault(); this.over = true; }} @dragleave=${() => { this.over = false; }}
          @drop=${(e) => { e.preventDefault(); this.over = false; this.take(e.dataTransfer.files); }}>
          ${icon('upload')}<span>${this.busy ? t('upload.sending', {name: this.busy}) : this.label || t('upload.choose')}</span><span class="yq-hint">${this.hint || t('upload.hint')}</span>
          <input class="yq-hide" id=${this.field} type="file" ?multiple=${!this.single} accept=${this.accept} ?disabled=${!!this.busy} @change=${(e) => { this.take([...e.target.files]); e.target.value = ''; }}>
        </label>${this.busy ? html`<progress aria-label=${t('upload.sending', {name: this.busy})}></progress>` : nothing}`}
      <div role="alert">${this.problem ? html`<span class="yq-error">${icon('alert')}${this.problem}</span>` : nothing}</div>
    </div>`;
  }
});
