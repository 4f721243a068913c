// Moves of an order that need more than a reason: quotation, delivery, ruling, rating, single payment.
import {html, nothing} from '../base.js';
import {newKey} from '../api.js';
import {need, t} from '../i18n.js';
import '../ui/yq-form.js';
import '../ui/yq-upload.js';

await need('order.');

// the fields stay the same object while the page draws again, so that nothing typed is lost
const cache = new Map();
function kept(order, noun, make) {
  const id = `${order.id} ${order.version} ${noun} ${document.documentElement.lang}`;
  if (!cache.has(id)) cache.set(id, {fields: make(), key: newKey(), value: {}});
  return cache.get(id);
}

const forms = {
  quotation: () => [
    {name: 'unitPriceFen', label: t('form.unitPrice'), type: 'money', required: true, min: 0, hint: t('form.unitPriceHint')},
    {name: 'reason', label: t('form.quotationNote'), type: 'textarea', maxlength: 1000, rows: 2},
  ],
  delivery: () => [
    {name: 'note', label: t('form.deliveryNote'), type: 'textarea', required: true, minlength: 2, maxlength: 4000, rows: 4, hint: t('form.deliveryHint')},
    {name: 'attachmentIds', label: t('form.deliveryFiles'), type: 'files'},
  ],
  rating: () => [
    {name: 'score', label: t('form.score'), type: 'radio', required: true, options: [5, 4, 3, 2, 1].map((n) => ({value: String(n), label: t(`form.score.${n}`)}))},
    {name: 'comment', label: t('form.comment'), type: 'textarea', maxlength: 1000, rows: 3},
  ],
  ruling: () => [
    {name: 'outcome', label: t('form.outcome'), type: 'radio', required: true, options: ['continue', 'complete', 'cancel'].map((value) => ({value, label: t(`form.outcome.${value}`)}))},
    {name: 'reason', label: t('dialog.reason'), type: 'textarea', required: true, minlength: 2, maxlength: 1000, rows: 3},
  ],
  payment: () => [
    {name: 'reference', label: t('form.paymentReference'), type: 'text', required: true, minlength: 2, maxlength: 200, hint: t('form.paymentHint')},
  ],
};

/** What the form gives, as the API takes it. */
function body(noun, value) {
  const given = Object.fromEntries(Object.entries(value).filter(([, v]) => v !== '' && v !== undefined && v !== null));
  if (noun === 'rating') given.score = Number(given.score);
  if (given.attachmentIds) given.attachmentIds = given.attachmentIds.map((file) => file.id ?? file);
  return given;
}

/** The forms of the moves in `steps` that have one; send(noun, body, key) gives what came of it, or nothing. */
export function orderForms(order, send, busy) {
  return Object.keys(forms).filter((noun) => order.steps.includes(noun)).map((noun) => {
    const form = kept(order, noun, forms[noun]);
    return html`<section class="yq-card yq-pad yq-no-print"><h2 class="yq-h">${t(`move.order.${noun}`)}</h2>
      <yq-form .fields=${form.fields} .value=${form.value} .submitLabel=${t(`move.order.${noun}`)} ?busy=${busy} .draft=${noun === 'delivery' ? `delivery-${order.id}` : nothing}
        @yq-submit=${async ({target, detail}) => { if (await send(noun, body(noun, detail.value), form.key)) target.forget(); }}></yq-form></section>`;
  });
}
