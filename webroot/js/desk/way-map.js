// A sketch of a day's way: places where their districts lie, in the order of the day; no map, so no map is needed.
import {html, nothing, svg} from '../base.js';
import {need, t} from '../i18n.js';

await need('today.');

const WIDTH = 340;
const HEIGHT = 240;
const EDGE = 46;

/** Degrees to points of the picture, which is as high as it needs to be; one degree east is shorter than one north. */
function scale(places) {
  const middle = places.reduce((sum, p) => sum + p.latitude, 0) / places.length;
  const flat = places.map((p) => [p.longitude * Math.cos((middle * Math.PI) / 180), -p.latitude]);
  const [left, top] = [0, 1].map((i) => Math.min(...flat.map((p) => p[i])));
  const [right, low] = [0, 1].map((i) => Math.max(...flat.map((p) => p[i])));
  const size = Math.min((WIDTH - 2 * EDGE) / Math.max(right - left, 0.05), (HEIGHT - 2 * EDGE) / Math.max(low - top, 0.05));
  return {height: (low - top) * size + 2 * EDGE, at: flat.map(([x, y]) => [WIDTH / 2 + (x - (left + right) / 2) * size, EDGE + (y - top) * size])};
}

/** Each place once, with the numbers of its stops; the day's start and end have the sign of a house. */
function points(way) {
  const known = (p) => p.latitude !== null && p.longitude !== null;
  const line = [{...way.start, home: true}, ...way.stops.map((s, i) => ({code: s.divisionCode, name: s.divisionName, latitude: s.latitude, longitude: s.longitude, n: i + 1})), {...way.end, home: true}].filter(known);
  if (!line.length) return null;
  const {at, height} = scale(line);
  const byCode = new Map();
  line.forEach((p, i) => {
    const place = byCode.get(p.code) ?? {name: p.name, xy: at[i], numbers: [], home: false};
    if (p.n) place.numbers.push(p.n);
    place.home ||= !!p.home;
    byCode.set(p.code, place);
  });
  return {height, line: at, places: [...byCode.values()]};
}

const mark = ({xy: [x, y], numbers, home, name}, height) => {
  const text = numbers.join('·');
  const half = Math.max(13, 6 + text.length * 5);
  const low = y > height / 2 + 1;
  return svg`<g>${numbers.length
    ? svg`<rect class="yq-way-stop" x=${x - half} y=${y - 13} width=${2 * half} height="26" rx="13"></rect><text class="yq-way-n" x=${x} y=${y + 5}>${text}</text>`
    : svg`<rect class="yq-way-home" x=${x - 8} y=${y - 8} width="16" height="16" rx="3"></rect>`}
    ${numbers.length && home ? svg`<rect class="yq-way-home" x=${x + half - 3} y=${y - 19} width="12" height="12" rx="3"></rect>` : nothing}
    <text class="yq-way-name" x=${Math.min(Math.max(x, 44), WIDTH - 44)} y=${low ? y - 21 : y + 31}>${name}</text></g>`;
};

/** Words carry everything that the picture shows: the list beside it has the same places in the same order. */
export function wayMap(way) {
  const drawn = way.stops.length ? points(way) : null;
  if (!drawn) return nothing;
  return html`<figure class="yq-way-map"><svg viewBox="0 0 ${WIDTH} ${drawn.height.toFixed(0)}" role="img" aria-label=${t('field.mapOf', {places: [way.start.name, ...way.stops.map((s) => s.divisionName), way.end.name].join(' → ')})}>
      <polyline class="yq-way-line" points=${drawn.line.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}></polyline>${drawn.places.map((p) => mark(p, drawn.height))}</svg>
    <figcaption class="yq-muted yq-small">${t('field.mapNote')}</figcaption></figure>`;
}
