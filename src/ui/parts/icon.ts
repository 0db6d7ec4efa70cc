import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** Icons, drawn on 24 × 24 units. They repeat the text beside them, so screen readers skip them. */
const shapes = {
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="M6.5 6.5l11 11m0-11-11 11"/>`,
  minus: svg`<path d="M6 12h12"/>`,
  question: svg`<path d="M8.8 9a3.2 3.2 0 1 1 4.7 2.8c-1 .6-1.5 1.2-1.5 2.4M12 17.9v.1"/>`,
  differ: svg`<path d="M5 9h14M5 15h14M15 5 9 19"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  warning: svg`<path d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.8v.1"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5m0-9v.1"/>`,
  terminal: svg`<rect x="6" y="2.5" width="12" height="19" rx="2.5"/><path d="M9 6h6v4H9zM9.5 14v.1m2.5-.1v.1m2.5-.1v.1m-5 3.4v.1m2.5-.1v.1m2.5-.1v.1"/>`,
  card: svg`<rect x="2.5" y="5" width="19" height="14" rx="2.5"/><path d="M2.5 10h19M6.5 15h3"/>`,
  back: svg`<path d="M9 7 4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 5 5V18"/>`,
  erase: svg`<path d="M8.5 5.5h11a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5h-11L3 12zM11.5 9.5l5 5m0-5-5 5"/>`,
  list: svg`<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1m0 5.4v.1m0 5.4v.1"/>`,
  receipt: svg`<path d="M6 3.5v17l2-1.3 2 1.3 2-1.3 2 1.3 2-1.3 2 1.3v-17l-2 1.3-2-1.3-2 1.3-2-1.3-2 1.3zM9 9h6m-6 4h6"/>`,
  person: svg`<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.6-4 3.400-6 7-6s6.400 2 7 6"/>`,
  dots: svg`<path d="M5 12v.1m7-.1v.1m7-.1v.1" stroke-width="3"/>`,
  gear: svg`<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.5"/><circle cx="8.5" cy="17" r="2.5"/>`,
  flask: svg`<path d="M9.5 3h5M10.5 3v6L5 18.5c-.6 1.2.2 2.5 1.5 2.5h11c1.3 0 2.1-1.3 1.5-2.5L13.5 9V3M8 14.5h8"/>`,
  offline: svg`<path d="M3.5 9.5A13 13 0 0 1 8 7m4.5-.8a13 13 0 0 1 8 3.3M7 13.5a8 8 0 0 1 3-1.8m4.5.4a8 8 0 0 1 2.5 1.4M12 18v.1M4 3l16 18"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as IconName[];

/** A drawing on 24 × 24 units, in the color of the text. */
export const drawing = (shape: SVGTemplateResult, size = 20): TemplateResult => html`<svg
  width=${size}
  height=${size}
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>${shape}</svg>`;

export const icon = (name: IconName, size = 20): TemplateResult => drawing(shapes[name], size);
