// Help is a static page in both languages; a link to a section leads to the one of the reader's language.
import '../shell.js';
import {isEnglish} from '../i18n.js';

function jump() {
  const id = location.hash.slice(1).replace(/-en$/, '');
  if (id) document.getElementById(isEnglish() ? `${id}-en` : id)?.scrollIntoView();
}
addEventListener('hashchange', jump);
addEventListener('yq-lang', jump);
jump();
