// Address → page module. A page is a custom element; path parameters become its properties.
import {emit} from '../base.js';
import {t} from '../i18n.js';
import {is} from '../session.js';
import {onBack} from '../url.js';

const page = (path, tag, title, load, roles) => ({
  pattern: new RegExp(`^/desk${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`), tag, title, load, roles,
});

/** The map of the desk: path, element, key of the title, module, roles (everybody when left out). */
const pages = [
  page('', 'yq-desk-home', 'desk.home', () => import('./pages/home.js')),
  page('/today', 'yq-today', 'desk.today', () => import('./pages/today.js'), ['expert', 'district-admin', 'city-admin', 'auditor']),
  page('/field/:id', 'yq-field', 'desk.visit', () => import('./pages/field.js'), ['expert']),
  page('/experts', 'yq-experts', 'desk.experts', () => import('./pages/experts.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/experts/new', 'yq-expert-form', 'desk.experts', () => import('./pages/expert-form.js'), ['city-admin']),
  page('/experts/calendar', 'yq-expert-calendar', 'desk.experts', () => import('./pages/expert-calendar.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/experts/:id', 'yq-expert', 'desk.experts', () => import('./pages/expert.js'), ['expert', 'district-admin', 'city-admin', 'auditor']),
  page('/experts/:id/edit', 'yq-expert-form', 'desk.experts', () => import('./pages/expert-form.js'), ['city-admin']),
  page('/hours', 'yq-hours', 'desk.hours', () => import('./pages/hours.js'), ['expert']),
  page('/hours/:id', 'yq-hours', 'desk.hours', () => import('./pages/hours.js'), ['expert', 'district-admin', 'city-admin', 'auditor']),
  page('/programmes', 'yq-programmes', 'desk.programmes', () => import('./pages/programmes.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/programmes/new', 'yq-programme-form', 'desk.programmes', () => import('./pages/programme-form.js'), ['city-admin']),
  page('/programmes/:id', 'yq-programme', 'desk.programmes', () => import('./pages/programme.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/programmes/:id/edit', 'yq-programme-form', 'desk.programmes', () => import('./pages/programme-form.js'), ['city-admin']),
  page('/coverage', 'yq-coverage', 'desk.coverage', () => import('./pages/coverage.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/travel-times', 'yq-travel-times', 'desk.travelTimes', () => import('./pages/travel-times.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/orders', 'yq-orders', 'desk.orders', () => import('./pages/orders.js')),
  page('/orders/new', 'yq-order-form', 'desk.orderNew', () => import('./pages/order-form.js'), ['enterprise']),
  page('/orders/:id', 'yq-order', 'desk.order', () => import('./pages/order.js')),
  page('/orders/:id/edit', 'yq-order-form', 'desk.orderEdit', () => import('./pages/order-form.js'), ['enterprise']),
  page('/visits', 'yq-visits', 'desk.visits', () => import('./pages/visits.js'), ['enterprise', 'expert', 'district-admin', 'city-admin', 'finance', 'auditor']),
  page('/visits/:id', 'yq-visit', 'desk.visit', () => import('./pages/visit.js'), ['enterprise', 'expert', 'district-admin', 'city-admin', 'finance', 'auditor']),
  page('/diagnosis', 'yq-diagnosis', 'desk.diagnosis', () => import('./pages/diagnosis.js'), ['enterprise']),
  page('/plan', 'yq-plan', 'desk.myPlan', () => import('./pages/plan.js'), ['enterprise']),
  page('/plans', 'yq-plans', 'desk.plans', () => import('./pages/plans.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/plans/:id', 'yq-plan', 'desk.plan', () => import('./pages/plan.js'), ['enterprise', 'expert', 'district-admin', 'city-admin', 'auditor']),
  page('/specialists', 'yq-specialists', 'desk.specialists', () => import('./pages/specialists.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/approvals', 'yq-approvals', 'desk.approvals', () => import('./pages/approvals.js'), ['district-admin', 'city-admin']),
  page('/payments', 'yq-payments', 'desk.payments', () => import('./pages/payments.js'), ['finance', 'city-admin', 'auditor']),
  page('/listings', 'yq-listings', 'desk.listings', () => import('./pages/listings.js'), ['provider', 'district-admin', 'city-admin', 'auditor']),
  page('/listings/new', 'yq-listing-form', 'desk.listingNew', () => import('./pages/listing-form.js'), ['provider']),
  page('/listings/:id', 'yq-listing', 'desk.listing', () => import('./pages/listing.js'), ['provider', 'district-admin', 'city-admin', 'auditor']),
  page('/listings/:id/edit', 'yq-listing-form', 'desk.listingEdit', () => import('./pages/listing-form.js'), ['provider']),
  page('/budgets', 'yq-budgets', 'desk.budgets', () => import('./pages/budgets.js'), ['enterprise', 'district-admin', 'city-admin', 'finance', 'auditor']),
  page('/budgets/new', 'yq-budget-form', 'desk.budgetNew', () => import('./pages/budget-form.js'), ['city-admin']),
  page('/budgets/:id', 'yq-budget-page', 'desk.budget', () => import('./pages/budget.js'), ['enterprise', 'district-admin', 'city-admin', 'finance', 'auditor']),
  page('/budgets/:id/edit', 'yq-budget-form', 'desk.budgetEdit', () => import('./pages/budget-form.js'), ['city-admin']),
  page('/organisations', 'yq-organisations', 'desk.organisations', () => import('./pages/organisations.js'), ['district-admin', 'city-admin', 'auditor']),
  page('/organisations/:id', 'yq-organisation', 'desk.organisation', () => import('./pages/organisation.js')),
  page('/people', 'yq-people', 'desk.people', () => import('./pages/people.js'), ['enterprise', 'provider', 'district-admin', 'city-admin', 'auditor']),
  page('/imports', 'yq-imports', 'desk.imports', () => import('./pages/imports.js'), ['provider', 'district-admin', 'city-admin']),
  page('/imports/:id', 'yq-import', 'desk.import', () => import('./pages/import.js'), ['provider', 'district-admin', 'city-admin']),
  page('/dictionary', 'yq-dictionary', 'desk.dictionary', () => import('./pages/dictionary.js')),
  page('/dictionary/new', 'yq-category-form', 'desk.categoryNew', () => import('./pages/category-form.js'), ['city-admin']),
  page('/dictionary/:code', 'yq-category', 'desk.category', () => import('./pages/category.js')),
  page('/dictionary/:code/edit', 'yq-category-form', 'desk.categoryEdit', () => import('./pages/category-form.js'), ['city-admin']),
  page('/calendar', 'yq-calendar', 'desk.calendar', () => import('./pages/calendar.js')),
  page('/calendar/new', 'yq-calendar-form', 'desk.calendarNew', () => import('./pages/calendar-form.js'), ['city-admin']),
  page('/calendar/:year/edit', 'yq-calendar-form', 'desk.calendarEdit', () => import('./pages/calendar-form.js'), ['city-admin']),
  page('/history', 'yq-history', 'desk.history', () => import('./pages/history.js'), ['city-admin', 'auditor']),
  page('/history/verification', 'yq-verification', 'desk.verification', () => import('./pages/verification.js'), ['city-admin', 'auditor']),
  page('/sign-ins', 'yq-sign-ins', 'desk.signIns', () => import('./pages/sign-ins.js'), ['city-admin', 'auditor']),
  page('/mails', 'yq-mails', 'desk.mails', () => import('./pages/mails.js'), ['city-admin', 'auditor']),
  page('/exchange', 'yq-exchange', 'desk.exchange', () => import('./pages/exchange.js'), ['enterprise', 'provider', 'district-admin', 'city-admin', 'finance', 'auditor']),
  page('/messages', 'yq-messages', 'desk.messages', () => import('./pages/messages.js')),
  page('/profile', 'yq-profile', 'desk.profile', () => import('./pages/profile.js')),
];

const outlet = () => document.querySelector('yq-route');

function find(path) {
  for (const entry of pages) {
    const match = entry.pattern.exec(path);
    if (match) return {entry, parameters: match.groups ?? {}};
  }
  return null;
}

const come = new Map();

/**
 * Style rules that only some pages need come with them: await rules('field') after the imports. Waits until they apply;
 * what could not be fetched is asked for again the next time.
 */
export function rules(name) {
  if (!come.has(name)) {
    come.set(name, new Promise((done) => {
      const href = new URL(`../../css/${name}.css`, import.meta.url).href;
      const link = Object.assign(document.createElement('link'), {rel: 'stylesheet', href, onload: done});
      link.onerror = () => { come.delete(name); link.remove(); done(); };
      document.head.append(link);
    }));
  }
  return come.get(name);
}

/** What only the pages behind the home need; most sign-ins end there. */
export const styles = () => rules('work-pages');

let shown = null; // what was asked for last: its module may still be on its way

async function show(first) {
  // an expert's home is the day on the road
  if (is('expert') && /^\/desk\/?$/.test(location.pathname)) history.replaceState(null, '', '/desk/today');
  const path = location.pathname;
  const mine = (shown = {path});
  const found = find(path);
  const allowed = found && (!found.entry.roles || is(...found.entry.roles));
  const title = t(allowed ? found.entry.title : 'desk.nothing');
  let element;
  if (allowed) {
    await Promise.all([found.entry.load(), !['yq-desk-home', 'yq-today'].includes(found.entry.tag) && styles()]);
    element = Object.assign(document.createElement(found.entry.tag), found.parameters);
  } else {
    const {nothingHere} = await import('./pages/nothing.js');
    element = nothingHere();
  }
  if (mine !== shown) return;
  outlet().replaceChildren(element);
  name(title);
  emit(document, 'yq-route', {path});
  if (first) return;
  scrollTo(0, 0);
  await element.updateComplete;
  (outlet().querySelector('h1') ?? document.querySelector('#main')).focus?.({preventScroll: true});
}

/** The pages over this one: the desk, and the list that its thing is in. */
function above() {
  if (location.pathname === '/desk') return [];
  const list = location.pathname.split('/').slice(0, 3).join('/');
  const over = list !== location.pathname && find(list)?.entry;
  return [['/desk', t('desk.title')], ...(over && (!over.roles || is(...over.roles)) ? [[list, t(over.title)]] : [])];
}

const make = (tag, values) => Object.assign(document.createElement(tag), values);

/** Title of the tab and the crumb; a page calls it again when it knows its thing's name. */
export function name(title) {
  document.title = `${title} · ${t('shell.name')}`;
  const crumbs = document.querySelector('#crumbs');
  crumbs.replaceChildren(...above().flatMap(([href, textContent]) => [make('a', {href, textContent}), make('span', {textContent: ' / '})]), make('strong', {textContent: title}));
}

/** Goes to an address of the desk without loading the document anew. */
export function go(path, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  return show(false);
}

export function start() {
  document.addEventListener('click', (e) => {
    const link = e.target.closest?.('a[href]');
    if (!link || link.target || link.hasAttribute('download') || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.defaultPrevented) return;
    const to = new URL(link.href, location.href);
    if (to.origin !== location.origin || !to.pathname.startsWith('/desk') || (to.pathname === location.pathname && to.hash)) return;
    e.preventDefault();
    go(to.pathname + to.search + to.hash);
  });
  // a list that only changed its filters handles the step itself
  onBack(() => { if (location.pathname !== shown.path) show(false); });
  addEventListener('yq-lang', () => show(false));
  return show(true);
}
