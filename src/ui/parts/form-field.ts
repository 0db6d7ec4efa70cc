import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.ts';

export interface FieldParts {
  /** Unique in its form; the label, the hint and the error refer to it. */
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** The value of `aria-describedby`. The error comes first, because the person must correct it. */
export const describedBy = ({ id, hint, error }: FieldParts): string | typeof nothing =>
  [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || nothing;

export const fieldError = (id: string, error: string | undefined): TemplateResult =>
  html`<p class="error" id="${id}-error" ?hidden=${!error}>${error ? icon('warning', 18) : ''}${error}</p>`;

/** Label above the control, error and hint below it. */
export const formField = (
  parts: FieldParts,
  control: TemplateResult,
): TemplateResult => html`<div class="field">
  <label for=${parts.id}>${parts.label}</label>
  ${control} ${fieldError(parts.id, parts.error)}
  ${parts.hint ? html`<p class="hint" id="${parts.id}-hint">${parts.hint}</p>` : ''}
</div>`;
