// What every page has: current navigation entry, language, accessibility, sign-in dialog.
import {onSignInNeeded} from './api.js';
import {isEnglish, setLang} from './i18n.js';
import './ui/yq-account.js';

onSignInNeeded(async () => (await import('./ui/sign-in-dialog.js')).signInDialog());

for (const link of document.querySelectorAll('.yq-nav a, .yq-tabbar a')) {
  const path = link.getAttribute('href');
  if (location.pathname === path || (path !== '/' && location.pathname.startsWith(path + '/'))) link.setAttribute('aria-current', 'page');
}

const access = async () => (await import('./ui/yq-access.js')).openAccess();
const STATIC = 'body > .yq-util [data-do=lang], .yq-desk-lang'; // those in menus draw themselves
const label = (button) => { button.textContent = isEnglish() ? '中文' : 'English'; button.lang = isEnglish() ? 'zh-CN' : 'en'; };

document.addEventListener('click', (e) => {
  const button = e.target.closest?.('[data-do]');
  if (button?.dataset.do === 'access') access();
  if (button?.dataset.do === 'lang') setLang(isEnglish() ? 'zh-CN' : 'en').then(() => document.querySelectorAll(STATIC).forEach(label));
  if (button?.dataset.do === 'print') print();
});
addEventListener('keydown', (e) => { if (e.altKey && e.shiftKey && e.code === 'KeyA') { e.preventDefault(); access(); } });
document.querySelectorAll(STATIC).forEach(label);
