// Entry of the desk: words, account, navigation, then the page of the address.
import '../shell.js';
import {t} from '../i18n.js';
import {onSession, session} from '../session.js';
import './nav.js';
import {start} from './router.js';

const account = await session() ?? (await import('./away.js')).away();
if (account) start();

// signing out in another tab, or a session that an administrator ended
onSession((now) => { if (!now && account) location.replace('/login'); });

const side = document.querySelector('yq-side');
const button = document.querySelector('[data-do=side]');
const open = (yes) => {
  side.classList.toggle('yq-open', yes);
  button.setAttribute('aria-expanded', yes);
};
button.addEventListener('click', () => open(!side.classList.contains('yq-open')));
side.addEventListener('click', (e) => { if (e.target.closest('a')) open(false); });
addEventListener('keydown', (e) => { if (e.key === 'Escape' && side.classList.contains('yq-open')) { open(false); button.focus(); } });
document.addEventListener('click', (e) => { if (!e.target.closest('yq-side, [data-do=side]')) open(false); });
button.setAttribute('aria-label', t('desk.menu'));
