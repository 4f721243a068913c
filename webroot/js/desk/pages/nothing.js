// An address that the desk does not know, or that is not for this role.
import {El, define, html} from '../../base.js';
import {t} from '../../i18n.js';
import {empty} from '../../ui/yq-empty.js';

define('yq-nothing', class extends El {
  render() {
    return html`<h1 tabindex="-1">${t('desk.nothing')}</h1>${empty({
      picture: 'search', title: t('desk.nothing'), text: t('desk.nothingText'),
      action: html`<a class="yq-btn yq-btn-primary" href="/desk">${t('desk.toHome')}</a>`,
    })}`;
  }
});

export const nothingHere = () => document.createElement('yq-nothing');
