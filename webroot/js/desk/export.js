// "Export what this list shows": starts the job; the file is on the page of imports and exports when it is done.
import {html, icon} from '../base.js';
import {newKey, post} from '../api.js';
import {t} from '../i18n.js';
import {explain} from '../ui/yq-empty.js';
import {toast} from '../ui/yq-toast.js';

async function start(button, list, filters) {
  button.disabled = true;
  try {
    const given = Object.fromEntries(Object.entries(filters).filter(([name, value]) => value && !['limit', 'after'].includes(name)));
    await post('/api/exports', {list, filters: given}, {key: newKey()});
    toast(t('export.started'));
  } catch (problem) {
    toast(explain(problem).title);
  }
  button.disabled = false;
}

/** list: a name that the API knows (ExportList); filters as the list's own query, sorting included where it has one */
export const exportButton = (list, filters) => html`<button class="yq-btn yq-no-print yq-wide-only" type="button" @click=${(e) => start(e.currentTarget, list, filters)}>${icon('download')}${t('export.button')}</button>`;
