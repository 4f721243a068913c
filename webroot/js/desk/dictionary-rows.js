// Categories as rows of a day: what they were, are or will be called, and whether they are in force.
import {isEnglish, nameOf} from '../i18n.js';
import {phase} from '../dates.js';

/** The name on a day; before its first day that with which it begins. */
export function nameOn(category, day) {
  const names = category.names ?? [];
  const named = names.findLast((n) => n.from <= day) ?? names[0];
  return nameOf(named ?? category);
}

/** The next new name after a day, if one is planned. */
export const nextName = (category, day) => (category.names ?? []).slice(1).find((n) => n.from > day);

/** A category is in force only while its parent is. */
const within = (parent, own, day) => {
  const above = parent ? phase(parent, day) : 'current';
  return above === 'current' ? phase(own, day) : above;
};

/** Both levels one after another: {category, parent, name, phase}. */
export const rowsOn = (tree, day) => tree.flatMap((top) => [
  {id: top.code, category: top, parent: null, name: nameOn(top, day), phase: phase(top, day)},
  ...top.children.map((child) => ({id: child.code, category: child, parent: top, name: nameOn(child, day), phase: within(top, child, day)})),
]);

/** Whether any of a row's names or its code has the text. */
export function matches(row, text) {
  const wanted = text.toLowerCase();
  const {code, names, department} = row.category;
  return [code, department.name, department.nameEn, ...(names ?? []).flatMap((n) => [n.name, n.nameEn])].some((word) => word.toLowerCase().includes(wanted));
}

export const textOf = (item, field) => (isEnglish() ? item[`${field}En`] : item[field]);
