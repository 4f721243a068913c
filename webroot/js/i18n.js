// Words and formats. Importing this module waits for the words, so t() is safe at once.
const url = (name) => new URL(`../i18n/${name}.json`, import.meta.url);
const parts = new Map(); // part of the word list → when it has come
const words = {};

export const lang = () => document.documentElement.lang;
export const isEnglish = () => lang() === 'en';

async function load(part) {
  const of = lang();
  const answer = await fetch(url(part + of));
  const loaded = await answer.json();
  return of === lang() ? loaded : load(part); // the language was switched meanwhile
}

/**
 * Adds a part of the words: a module that shows words of i18n/order.<lang>.json says `await need('order.')` after its
 * imports. In the desk, desk. (frame, home, states, what most pages share) is always there; each group of pages has its
 * own part (order. listing. organisation. budget. timeline. own.), a new group adds a new file. WordsTest holds this.
 */
export function need(part) {
  if (!parts.has(part)) parts.set(part, load(part).then((loaded) => { Object.assign(words, loaded); }));
  return parts.get(part);
}

const companions = [];

/** What a language needs beside its words: loader() is awaited now, and at each switch before anything is drawn anew. */
export function along(loader) {
  companions.push(loader);
  return loader();
}

/** The text of a key; {name} is replaced from vars; an unknown key is shown as it is and reported. */
export function t(key, vars) {
  let text = words[key];
  if (text === undefined) {
    console.error(`missing text: ${key} (${lang()})`);
    return key;
  }
  if (vars && 'n' in vars && text.includes(' | ')) text = text.split(' | ')[String(vars.n) === '1' ? 0 : 1];
  return vars ? text.replace(/\{(\w+)\}/g, (all, name) => vars[name] ?? all) : text;
}

export const has = (key) => key in words;

/** Name of a reference item that carries both languages. */
export const nameOf = (item) => (isEnglish() && item.nameEn) || item.name;

/** Names and such, one after another. */
export const listed = (words) => words.join(isEnglish() ? ', ' : '、');

export async function setLang(to) {
  if (to === lang()) return;
  yqPrefs.set('lang', to);
  // until all are there, what is drawn anew says what it said
  Object.assign(words, ...await Promise.all([...parts.keys()].map(load)));
  await Promise.all(companions.map((loader) => loader()));
  translatePage();
  dispatchEvent(new CustomEvent('yq-lang', {detail: to}));
}

const original = new WeakMap();

/** Static text of the HTML: data-t="key" for content, data-t-placeholder, data-t-label for attributes. */
export function translatePage(root = document) {
  for (const el of root.querySelectorAll('[data-t]')) {
    if (!original.has(el)) original.set(el, el.textContent);
    el.textContent = isEnglish() ? t(el.dataset.t) : original.get(el);
  }
  for (const [data, attribute] of [['tPlaceholder', 'placeholder'], ['tLabel', 'aria-label']]) {
    const name = `data-${data.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase())}`;
    for (const el of root.querySelectorAll(`[${name}]`)) el.setAttribute(attribute, t(el.dataset[data]));
  }
}

const cache = new Map();
function format(type, options) {
  const key = lang() + type + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new Intl[type](lang(), options));
  return cache.get(key);
}

export const number = (n) => format('NumberFormat', {}).format(n);

/** Fen as ¥12,000 or ¥12,000.50. */
export function money(fen) {
  if (fen === null || fen === undefined) return '—';
  const digits = fen % 100 === 0 ? 0 : 2;
  return '¥' + format('NumberFormat', {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(fen / 100);
}

/** Fen as a short figure and its unit: {figure:'3,860', unit:'万元'}. */
export function moneyShort(fen) {
  const yuan = fen / 100;
  const steps = isEnglish() ? [[1e9, 'bn yuan'], [1e6, 'm yuan'], [1, 'yuan']] : [[1e8, '亿元'], [1e4, '万元'], [1, '元']];
  const [size, unit] = steps.find(([s]) => Math.abs(yuan) >= s) ?? steps.at(-1);
  const value = yuan / size;
  const max = value >= 100 || size === 1 ? 0 : value >= 10 ? 1 : 2;
  return {figure: format('NumberFormat', {maximumFractionDigits: max}).format(value), unit};
}

/** Basis points as 80% or 62.5%. */
export const percent = (bps) => format('NumberFormat', {style: 'percent', maximumFractionDigits: 2}).format(bps / 10000);

const zone = {timeZone: 'Asia/Shanghai'};
export const date = (iso) => (iso ? format('DateTimeFormat', {...zone, year: 'numeric', month: 'short', day: 'numeric'}).format(day(iso)) : '—');
export const dateTime = (iso) =>
  iso ? format('DateTimeFormat', {...zone, year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(iso)) : '—';
const day = (iso) => new Date(iso.length === 10 ? iso + 'T00:00:00+08:00' : iso);
const dayNumber = (time) => Math.floor((time.getTime() + 8 * 3600e3) / 86400e3);

/** Today in Chongqing, as date fields take it. */
export const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

const year = (time) => format('DateTimeFormat', {...zone, year: 'numeric'}).format(time);
/** 11月24日, with the year when it is not this one. */
const shortDate = (time, iso) => (year(time) === year(new Date()) ? format('DateTimeFormat', {...zone, month: 'short', day: 'numeric'}).format(time) : date(iso));

/** Today 09:42, yesterday 17:30, else the date: short enough for a table. */
export function when(iso) {
  if (!iso) return '—';
  const time = day(iso);
  const days = dayNumber(time) - dayNumber(new Date());
  if (Math.abs(days) > 1) return shortDate(time, iso);
  const word = format('RelativeTimeFormat', {numeric: 'auto'}).format(days, 'day');
  return iso.length === 10 ? word : `${word} ${format('DateTimeFormat', {...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(time)}`;
}

/** The day by whose end something must be done: today, tomorrow, else 11月24日, with the year when it is another. */
export function due(iso) {
  if (!iso) return '—';
  const time = day(iso);
  const days = dayNumber(time) - dayNumber(new Date());
  if (Math.abs(days) <= 1) return format('RelativeTimeFormat', {numeric: 'auto'}).format(days, 'day');
  return shortDate(time, iso);
}

export const fileSize = (bytes) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

// the parts that the HTML itself shows (<html data-words="desk.">), then it may be seen: prefs.js hid it while it was in
// the other language
await Promise.all(['', ...(document.documentElement.dataset.words?.split(' ') ?? [])].map(need));
if (isEnglish()) translatePage();
document.documentElement.classList.remove('yq-foreign');
