// Industries of GB/T 4754: sections with their divisions, to look a code up.
import {El, define, html} from '../../base.js';
import {get} from '../../api.js';
import {nameOf, need, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';

await need('dictionary.');

define('yq-dict-industries', class extends El {
  static properties = {words: {}, all: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      this.all = (await get('/api/industries')).items;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load());
    if (!this.all) return html`<div class="yq-pad">${skeleton(3)}</div>`;
    const wanted = (this.words ?? '').toLowerCase();
    const meant = (i) => [i.code, i.name, i.nameEn].some((word) => word.toLowerCase().includes(wanted));
    const sections = this.all.filter((i) => !i.parent).map((section) => {
      const below = this.all.filter((i) => i.parent === section.code);
      return {section, below: meant(section) ? below : below.filter(meant)};
    }).filter(({section, below}) => below.length || meant(section));
    if (!sections.length) return empty({picture: 'search', title: t('dictionary.none.found'), text: t('list.widen')});
    return html`<div class="yq-pad yq-stack"><p class="yq-muted yq-small">${t('dictionary.industriesLead')}</p>
      ${sections.map(({section, below}) => html`<section><h2 class="yq-h">${section.code} ${nameOf(section)}</h2>
        <ul class="yq-codes">${below.map((i) => html`<li><span class="yq-num yq-muted">${i.code}</span> ${nameOf(i)}</li>`)}</ul></section>`)}</div>`;
  }
});
