// Kinds of on-site diagnosis and their areas in words, and when a visit takes place.
import {get} from '../api.js';
import {isEnglish, lang, listed, nameOf} from '../i18n.js';

let known = null;

/** Areas, kinds of visit and the questions before a visit; asked for once per page. */
export const catalogue = () => (known ??= get('/api/diagnosis/types').catch((problem) => { known = null; throw problem; }));

/** A text that comes in both languages: says(question), says(area, 'hint'). */
export const says = (item, field = 'text') => (isEnglish() && item[`${field}En`]) || item[field];

export const areaName = (code, all) => nameOf(all.areas.find((area) => area.code === code) ?? {name: code});
export const areaNames = (codes, all) => listed(codes.map((code) => areaName(code, all)));
export const typeOf = (code, all) => all.types.find((type) => type.code === code);

/** Whether it is time to look at the effect of a visit: 90 days after it. */
export const mayFollow = (visit) => Date.now() - Date.parse(visit.from) > 90 * 86400e3;

const zone = {timeZone: 'Asia/Shanghai'};
const write = (iso, options) => new Intl.DateTimeFormat(lang(), {...zone, ...options}).format(new Date(iso));
const yearOf = (iso) => write(iso, {year: 'numeric'});

/** 12月1日周二, with the year when it is another. */
export const dayWords = (iso) => write(iso, {month: 'short', day: 'numeric', weekday: 'short', ...(yearOf(iso) === yearOf(new Date()) ? {} : {year: 'numeric'})});
export const clock = (iso) => write(iso, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
export const moment = (iso) => `${dayWords(iso)} ${clock(iso)}`;
export const spanWords = (from, to) => `${moment(from)}–${clock(to)}`;
