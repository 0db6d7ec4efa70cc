import type { EcrElement } from '../parts/ecr-element.ts';

/** Focuses an element of the guide, once the guide is rendered. */
async function focusIn(host: EcrElement, selector: string): Promise<void> {
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
}

/** Focuses the heading of the step, so that a screen reader reads the step from its beginning. */
export const focusHeading = (guide: EcrElement): Promise<void> => focusIn(guide, 'h1');

/** The same for a guide that has just opened. It waits for a frame, because the page focuses the whole screen first. */
export const focusFirstHeading = (guide: EcrElement): void =>
  void requestAnimationFrame(() => void focusHeading(guide));

/** Focuses the first field with an error. */
export const focusWrongField = (form: EcrElement): Promise<void> => focusIn(form, '[aria-invalid="true"]');
