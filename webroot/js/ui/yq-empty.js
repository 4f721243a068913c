// What a page shows when there is nothing, or when something went wrong: what, why, next step.
import {html, icon, image, nothing} from '../base.js';
import {has, t} from '../i18n.js';

/** empty({picture:'search|done|list|error', title, text, action, page: true when it is the whole page}) */
export function empty({picture = 'list', title, text, action, page}) {
  return html`<div class="yq-empty"><img src=${image(`empty-${picture}.svg`)} alt="" width="168" height="112">
    ${page ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}${text ? html`<p>${text}</p>` : nothing}${action ? html`<div class="yq-row">${action}</div>` : nothing}</div>`;
}

/** Title and explanation of a Problem in the reader's language. */
export function explain(problem) {
  const key = `problem.${problem.code}`;
  const title = has(key) ? t(key) : problem.title || t('problem.internal');
  const text = has(`${key}.text`) ? t(`${key}.text`, problem) : problem.detail && problem.detail !== title ? problem.detail : '';
  return {title, text};
}

/** A failed read: explanation, request number, retry; page: it is the whole page. */
export function failed(problem, retry, page) {
  const {title, text} = explain(problem);
  return empty({
    picture: problem.status === 404 ? 'search' : 'error', title, page,
    text: html`${text}${problem.requestId ? html`<br><small class="yq-muted">${t('problem.requestId', {id: problem.requestId})}</small>` : nothing}`,
    action: retry && problem.status !== 404 && problem.status !== 403
      ? html`<button class="yq-btn" type="button" @click=${retry}>${icon('refresh')}${t('problem.retry')}</button>` : nothing,
  });
}

/** The same as a note above a form or list. */
export function problemNote(problem) {
  const {title, text} = explain(problem);
  return html`<div class="yq-note yq-note-bad" role="alert">${icon('alert')}<div><strong>${title}</strong>${text ? html`<div>${text}</div>` : nothing}
    ${problem.requestId && problem.status >= 500 ? html`<small class="yq-muted">${t('problem.requestId', {id: problem.requestId})}</small>` : nothing}</div></div>`;
}

/** Grey bars while a list loads. */
export const skeleton = (lines = 3) => html`<div class="yq-stack" aria-busy="true"><span class="yq-hide">${t('loading')}</span>
  ${Array.from({length: lines}, () => html`<div class="yq-card yq-pad"><div class="yq-skeleton"></div><br><div class="yq-skeleton"></div></div>`)}</div>`;
