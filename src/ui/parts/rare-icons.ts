import { type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { drawing } from './icon.ts';

/** Icons of screens that load late, so that they are not in the first load. */
const shapes = {
  lock: svg`<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  screen: svg`<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M12 16.5V20m-4 0h8"/>`,
  download: svg`<path d="M12 4v11m-4.5-4.2 4.5 4.5 4.5-4.5M4.5 20h15"/>`,
  help: svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.2 1-1.2 1.900M12 16.5v.1"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>`,
  previous: svg`<path d="m14.5 6-6 6 6 6"/>`,
  next: svg`<path d="m9.5 6 6 6-6 6"/>`,
  plug: svg`<path d="M9 3.5v4m6-4v4M6.500 7.5h11v4a5.5 5.5 0 0 1-11 0zM12 17v3.5"/>`,
  printer: svg`<path d="M7 8.500v-5h10v5M7 17H4.500a1 1 0 0 1-1-1v-6a1.500 1.500 0 0 1 1.500-1.500h14a1.500 1.500 0 0 1 1.500 1.500v6a1 1 0 0 1-1 1H17M7 14h10v6.500H7z"/>`,
  cloud: svg`<path d="M7 18.500a4 4 0 0 1-.4-8 5.500 5.500 0 0 1 10.600-1.300A4.700 4.700 0 0 1 17 18.500zM12 16v-5m-2.300 2L12 10.700l2.300 2.300"/>`,
  contactless: svg`<path d="M7.5 9.5a5 5 0 0 1 0 5M11 7a9 9 0 0 1 0 10m3.5-12.5a13 13 0 0 1 0 15"/>`,
  hourglass: svg`<path d="M7 3.5h10M7 20.5h10M8 3.5c0 5 8 5 8 8.5s-8 3.5-8 8.5m8-17c0 5-8 5-8 8.5s8 3.5 8 8.5"/>`,
  basket: svg`<path d="M3.5 9h17l-1.800 10.500H5.300zM8 9l3-5.500M16 9l-3-5.500"/>`,
} satisfies Record<string, SVGTemplateResult>;

type RareIconName = keyof typeof shapes;

export const rareIcon = (name: RareIconName, size = 20): TemplateResult => drawing(shapes[name], size);
