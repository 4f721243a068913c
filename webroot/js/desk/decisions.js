// Approvals that can be taken back: each is sent ten seconds after the click, or at once when the page is left.
import {newKey, post, Problem} from '../api.js';
import {need, t} from '../i18n.js';
import {toast} from '../ui/yq-toast.js';

await need('order.');

const SECONDS = 10;

export class Decisions {
  /** dropped(id): the order leaves the list; failed(problem): the server refused one */
  constructor(dropped, failed) {
    Object.assign(this, {dropped, failed, waiting: new Map()});
    addEventListener('pagehide', () => this.flush());
  }

  has(id) { return this.waiting.has(id); }

  /** True when it was taken back. */
  async approve(orders) {
    for (const order of orders) {
      this.waiting.set(order.id, newKey());
      this.dropped(order.id);
    }
    const words = orders.length === 1 ? t('approvals.approved', {number: orders[0].number}) : t('approvals.approvedMany', {n: orders.length});
    const back = await toast(words, {undo: true, seconds: SECONDS});
    if (back) {
      orders.forEach((order) => this.waiting.delete(order.id));
      return true;
    }
    await Promise.all(orders.map((order) => this.send(order.id)));
    return false;
  }

  async send(id) {
    const key = this.waiting.get(id);
    if (!key) return;
    try {
      await post(`/api/orders/${id}/approval`, {}, {key, keepalive: true});
    } catch (problem) {
      this.failed(problem instanceof Problem ? problem : new Problem({status: 0}));
    }
    this.waiting.delete(id);
  }

  /** What was decided is sent before the page goes; the key keeps it from counting twice. */
  flush() {
    return Promise.all([...this.waiting.keys()].map((id) => this.send(id)));
  }
}
