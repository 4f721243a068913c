// The published contract as a page: a list of its operations by subject; the first that is opened loads the whole of it.
import '../shell.js';
import {El, define, html, nothing} from '../base.js';
import {get} from '../api.js';
import {need, t} from '../i18n.js';
import {failed, skeleton} from '../ui/yq-empty.js';

await need('docs.');

const VERBS = ['get', 'post', 'patch', 'put', 'delete'];

define('yq-docs', class extends El {
  static properties = {api: {state: true}, asked: {state: true}, whole: {state: true}, find: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.find = '';
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      this.api = await get('/openapi-index.json', null, {anonymous: true});
      if (!location.hash) return;
      await this.details();
      await this.updateComplete;
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Parameters, bodies, answers and schemas: four fifths of the contract, for whoever opens one. */
  async details() {
    if (this.asked) return;
    this.asked = true;
    try {
      this.api = await get('/openapi.json', null, {anonymous: true});
      this.whole = true;
    } catch (problem) {
      this.asked = false;
      this.problem = problem;
    }
  }

  /** Follows a local reference. */
  resolve(part) {
    if (!part?.$ref) return part;
    return part.$ref.slice(2).split('/').reduce((at, name) => at?.[name.replaceAll('~1', '/')], this.api);
  }

  operations() {
    const groups = new Map((this.api.tags ?? []).map((tag) => [tag.name, {tag, list: []}]));
    for (const [path, item] of Object.entries(this.api.paths)) {
      for (const verb of VERBS.filter((v) => item[v])) {
        const op = {path, verb, ...item[verb], parameters: [...(item.parameters ?? []), ...(item[verb].parameters ?? [])].map((p) => this.resolve(p))};
        if (!`${path} ${op.summary} ${op.operationId}`.toLowerCase().includes(this.find)) continue;
        const name = op.tags?.[0] ?? '';
        if (!groups.has(name)) groups.set(name, {tag: {name}, list: []});
        groups.get(name).list.push(op);
      }
    }
    return [...groups.values()].filter((g) => g.list.length);
  }

  /** A schema in one line: name, or type with its limits. */
  type(schema) {
    if (!schema) return '';
    if (schema.$ref) {
      const name = schema.$ref.split('/').pop();
      return html`<a href=${`#schema-${name}`}>${name}</a>`;
    }
    if (schema.anyOf || schema.oneOf) return (schema.anyOf ?? schema.oneOf).map((s, i) => html`${i ? ' | ' : ''}${this.type(s)}`);
    if (schema.type === 'array') return html`[${this.type(schema.items)}]`;
    const limits = [schema.format, schema.enum?.filter((v) => v !== null).join(' | '), schema.pattern && `/${schema.pattern}/`,
      schema.minimum !== undefined && `≥ ${schema.minimum}`, schema.maximum !== undefined && `≤ ${schema.maximum}`, schema.maxLength && `≤ ${schema.maxLength}`].filter(Boolean);
    return html`${[].concat(schema.type ?? 'any').join(' | ')}${limits.length ? html` <span class="yq-muted">${limits.join(', ')}</span>` : nothing}`;
  }

  rows(rows) {
    return html`<div class="yq-scroll" tabindex="0" role="group" aria-label=${t('docs.table')}><table><thead><tr><th scope="col">${t('docs.name')}</th><th scope="col">${t('docs.type')}</th><th scope="col">${t('docs.meaning')}</th></tr></thead>
      <tbody>${rows.map((r) => html`<tr><td><code>${r.name}</code>${r.required ? html`<span class="yq-req" title=${t('docs.required')}>*</span>` : nothing}${r.where ? html` <span class="yq-muted yq-small">${r.where}</span>` : nothing}</td><td>${this.type(r.schema)}</td><td>${r.description ?? ''}</td></tr>`)}</tbody></table></div>`;
  }

  operation(op) {
    return html`<details class="yq-op" id=${op.operationId} @toggle=${() => this.details()}><summary><span class="yq-verb yq-verb-${op.verb}">${op.verb.toUpperCase()}</span><code>${op.path}</code><span class="yq-muted">${op.summary}</span></summary>
      ${this.whole ? this.about(op) : this.asked ? skeleton(1) : nothing}</details>`;
  }

  about(op) {
    const body = this.resolve(op.requestBody)?.content;
    const access = op['x-roles']?.join(', ');
    return html`<div class="yq-stack yq-op-body">${op.description ? html`<p>${op.description}</p>` : nothing}${access ? html`<p><strong>${t('docs.roles')}</strong> <code>${access}</code></p>` : nothing}
      ${op.parameters.length ? html`<div><h4>${t('docs.parameters')}</h4>${this.rows(op.parameters.map((p) => ({...p, where: p.in})))}</div>` : nothing}
      ${body ? html`<p><strong>${t('docs.body')}</strong> ${Object.entries(body).map(([type, b]) => html`<code>${type}</code> ${this.type(b.schema)} `)}</p>` : nothing}
      <div><h4>${t('docs.answers')}</h4><ul class="yq-answers">${Object.entries(op.responses).map(([status, r]) => {
        const answer = this.resolve(r);
        return html`<li><code>${status}</code> ${Object.values(answer.content ?? {}).map((c) => this.type(c.schema))} <span class="yq-muted">${answer.description}</span></li>`;
      })}</ul></div></div>`;
  }

  /** All properties of a schema, those of allOf included. */
  properties(schema) {
    const own = Object.entries(schema.properties ?? {}).map(([name, s]) => ({name, schema: s, description: s.description ?? this.resolve(s)?.description, required: schema.required?.includes(name)}));
    return [...(schema.allOf ?? []).flatMap((s) => this.properties(this.resolve(s))), ...own];
  }

  schemas() {
    return Object.entries(this.api.components?.schemas ?? {}).filter(([, s]) => s.properties || s.allOf).map(([name, s]) => html`<details class="yq-op" id=${`schema-${name}`} @toggle=${() => this.details()}><summary><code>${name}</code><span class="yq-muted">${s.description ?? ''}</span></summary>${this.whole ? this.rows(this.properties(s)) : this.asked ? skeleton(1) : nothing}</details>`);
  }

  open(e) {
    const id = e.target.closest('a[href^="#schema-"]')?.getAttribute('href').slice(1);
    if (id) document.getElementById(id).open = true;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.api) return html`<div class="yq-section">${skeleton(4)}</div>`;
    return html`<div class="yq-section yq-stack" @click=${(e) => this.open(e)}><div><h1>${t('docs.title')}</h1><p class="yq-muted">${t('docs.lead', {version: this.api.info.version})}</p>
      <p class="yq-row"><a class="yq-btn" href="/openapi.yaml" download>openapi.yaml</a><a class="yq-btn" href="/openapi.json" download>openapi.json</a></p></div>
      <div class="yq-field yq-narrow"><label for="find">${t('docs.find')}</label><input id="find" type="search" @input=${(e) => { this.find = e.target.value.trim().toLowerCase(); }}></div>
      ${this.operations().map((g) => html`<section class="yq-card yq-pad"><h2>${g.tag.name}</h2>${g.tag.description ? html`<p class="yq-muted">${g.tag.description}</p>` : nothing}${g.list.map((op) => this.operation(op))}</section>`)}
      <section class="yq-card yq-pad"><h2>${t('docs.schemas')}</h2>${this.schemas()}</section></div>`;
  }
});
