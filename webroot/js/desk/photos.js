// Photos of a visit: taken with the device, made smaller here, kept here until there is a network to send them.
import {html, icon, nothing} from '../base.js';
import {Problem, download, newKey, request} from '../api.js';
import {fileSize, need, t} from '../i18n.js';
import {explain} from '../ui/yq-empty.js';
import * as shelf from './photo-shelf.js';

await need('field.');

const LARGE = 2 * 1024 * 1024;
const LIMIT = 10 * 1024 * 1024;
const EDGE = 2048;
const MOST = 40;

/** As it is when it is small enough and of a kind that is kept; else as a smaller JPEG. */
async function smaller(file) {
  const plain = ['image/jpeg', 'image/png'].includes(file.type);
  if (plain && file.size <= LARGE) return file;
  const picture = await createImageBitmap(file);
  const by = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), {width: Math.round(picture.width * by), height: Math.round(picture.height * by)});
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', {type: 'image/jpeg'});
}

/** waiting: [{key, visitId, name, file, url}], those that only this device has. */
export class Photos {
  constructor(visitId, draft, changed) {
    Object.assign(this, {visitId, draft, changed, waiting: [], problems: [], busy: false});
  }

  async open() {
    const all = await shelf.all(this.visitId);
    this.waiting = all.map((p) => ({...p, url: URL.createObjectURL(p.file)}));
    this.changed();
    this.send();
  }

  async take(files) {
    this.problems = [];
    for (const file of files) {
      if (this.draft.mine.photos.length + this.waiting.length >= MOST) { this.problems.push(t('field.tooManyPhotos', {n: MOST})); break; }
      try {
        const small = await smaller(file);
        if (small.size > LIMIT) { this.problems.push(t('field.photoTooLarge', {name: file.name, size: fileSize(small.size), limit: fileSize(LIMIT)})); continue; }
        const photo = {key: newKey(), visitId: this.visitId, name: small.name, file: small};
        await shelf.put(photo).catch(() => {}); // a private window keeps it until it is closed
        this.waiting = [...this.waiting, {...photo, url: URL.createObjectURL(small)}];
      } catch {
        this.problems.push(t('field.photoUnreadable', {name: file.name}));
      }
    }
    this.changed();
    return this.send();
  }

  /** One after another; the key keeps one that was sent from being kept twice. */
  async send() {
    if (this.busy || !navigator.onLine) return;
    this.busy = true;
    for (const photo of [...this.waiting]) {
      this.changed();
      try {
        const {id, name, size, type} = await request('POST', '/api/attachments', {query: {name: photo.name.slice(-120)}, raw: photo.file, key: photo.key, ask: false});
        await this.drop(photo);
        this.draft.change('photos', [...this.draft.mine.photos, {id, name, size, type}]);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (problem.status >= 400 && problem.status < 500 && ![401, 408, 429].includes(problem.status)) {
          this.problems.push(`${photo.name}：${problem.errors[0]?.detail ?? explain(problem).title}`);
          await this.drop(photo);
        } else break;
      }
    }
    this.busy = false;
    this.changed();
  }

  async drop(photo) {
    await shelf.remove(photo.key);
    URL.revokeObjectURL(photo.url);
    this.waiting = this.waiting.filter((p) => p.key !== photo.key);
  }
}

export function photoPart(page) {
  const {photos, draft} = page;
  const take = (e) => { photos.take([...e.target.files]); e.target.value = ''; };
  return html`<p class="yq-muted">${t('field.photosText')}</p>
    <div class="yq-row" data-field="photos"><label class="yq-btn yq-btn-primary">${icon('plus')}${t('field.takePhoto')}<input class="yq-hide" type="file" accept="image/*" capture="environment" @change=${take}></label>
      <label class="yq-btn">${icon('upload')}${t('field.choosePhotos')}<input class="yq-hide" type="file" accept="image/*" multiple @change=${take}></label>${photos.busy ? html`<span class="yq-small" role="status">${t('field.sendingPhotos')}</span>` : nothing}</div>
    <div role="alert">${photos.problems.map((text) => html`<span class="yq-error">${icon('alert')}${text}</span>`)}</div>
    <ul class="yq-plain yq-stack">${draft.mine.photos.map((p) => html`<li class="yq-file">${icon('paperclip')}<button class="yq-link yq-grow" type="button" @click=${() => download(`/api/attachments/${p.id}`, p.name)}>${p.name}</button><span class="yq-muted yq-small yq-nowrap">${fileSize(p.size)}</span>
        <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('field.removePhoto', {name: p.name})} @click=${() => page.change('photos', draft.mine.photos.filter((x) => x.id !== p.id))}>${icon('trash')}</button></li>`)}
      ${photos.waiting.map((p) => html`<li class="yq-file yq-file-waiting"><img src=${p.url} alt="" width="44" height="44"><span class="yq-grow">${p.name}<br><small class="yq-muted">${t('field.photoWaiting')}</small></span>
        <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('field.removePhoto', {name: p.name})} ?disabled=${photos.busy} @click=${() => photos.drop(p).then(() => page.requestUpdate())}>${icon('trash')}</button></li>`)}</ul>
    ${draft.mine.photos.length || photos.waiting.length ? nothing : html`<p class="yq-muted">${t('field.noPhotos')}</p>`}`;
}
