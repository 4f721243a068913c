// Who did what, when and why, and what comes next by when.
import {El, define, html, nothing} from '../base.js';
import {date, dateTime, need, t} from '../i18n.js';

await Promise.all([need('desk.'), need('timeline.')]);

define('yq-timeline', class extends El {
  static properties = {subject: {}, history: {attribute: false}, next: {attribute: false}};

  actor(actor) {
    if (!actor) return t('timeline.system');
    const place = actor.organisation?.name ?? actor.organisation ?? (actor.role ? t(`role.${actor.role}`) : '');
    return [place, actor.name].filter(Boolean).join(' · ');
  }

  render() {
    const next = this.next;
    return html`<ol class="yq-timeline">
      ${(this.history ?? []).map((step) => html`<li><strong>${t(`action.${this.subject}.${step.action}`)}</strong><time datetime=${step.at}>${dateTime(step.at)}</time>
        <div class="yq-muted yq-small">${this.actor(step.actor)}</div>${step.reason ? html`<q>${step.reason}</q>` : nothing}</li>`)}
      ${next ? html`<li class="yq-todo"><strong>${t(`next.${this.subject}.${next.who}`)}</strong>
        ${next.by ? html`<time datetime=${next.by}>${t('timeline.by', {date: date(next.by)})}</time>` : nothing}
        ${next.then ? html`<div class="yq-muted yq-small">${t(`then.${next.then}`)}</div>` : nothing}</li>` : nothing}
    </ol>`;
  }
});
