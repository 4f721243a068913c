// Divisions to choose from, as forms show them.
import {nameOf, t} from '../i18n.js';

/** As options of a form, grouped by kind. */
export const divisionGroups = (areas) => ['district', 'county', 'autonomous-county', 'zone']
  .map((kind) => ({label: t(`area.${kind}`), options: areas.filter((d) => d.kind === kind).map((d) => ({value: d.code, label: nameOf(d)}))}))
  .filter((group) => group.options.length);
