// Answers name a division in Chinese, as addresses and forms do; a reader of English gets the name of its code.
import {along, isEnglish} from '../i18n.js';
import {divisions} from '../ref.js';

const english = new Map();

await along(async () => {
  if (!isEnglish() || english.size) return;
  for (const d of await divisions().catch(() => [])) english.set(d.code, d.nameEn);
});

/** The division of whatever says {divisionCode, divisionName}; null where it names none. */
export const placeOf = (x) => (isEnglish() && english.get(x.divisionCode)) || x.divisionName;
