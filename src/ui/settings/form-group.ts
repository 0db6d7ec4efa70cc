import { html, type TemplateResult } from 'lit';
import { fieldNames } from './field-names.ts';
import { type Group, groupOf, isUsed } from './field-use.ts';
import type { FormContext } from './form-context.ts';
import { groupTitle } from './settings-finder.ts';

/** A group of the form under its title; while somebody looks for settings, only where one of them stands in it. */
export function formGroup(
  group: Group,
  context: FormContext,
  content: (context: FormContext) => TemplateResult,
) {
  const { draft, visible } = context;
  const some = fieldNames.some(
    (name) => groupOf(name) === group && context.shown(name) && isUsed(name, draft, visible.hipay.route),
  );
  if (context.searching && !some) return '';
  return html`<section class="card stack" aria-labelledby="group-${group}">
      <h2 id="group-${group}">${groupTitle(group, context.texts)}</h2>
      ${content(context)}
    </section>`;
}
