import { svg } from 'lit';
import { drawing } from '../parts/icon.ts';

// Drawings that only these screens use, so that the first load does not have them.

const shapes = {
  previous: svg`<path d="m14.5 6-6 6 6 6"/>`,
  next: svg`<path d="m9.5 6 6 6-6 6"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>`,
  file: svg`<path d="M12 4v11m-4.5-4 4.5 4.500 4.500-4.500M4.500 19.500h15"/>`,
  printer: svg`<path d="M7 8.500v-5h10v5M7 17H4.500a1 1 0 0 1-1-1v-6a1.500 1.500 0 0 1 1.500-1.500h14a1.500 1.500 0 0 1 1.500 1.500v6a1 1 0 0 1-1 1H17M7 14h10v6.500H7z"/>`,
  cloud: svg`<path d="M7 18.500a4 4 0 0 1-.4-8 5.500 5.500 0 0 1 10.600-1.300A4.700 4.700 0 0 1 17 18.500zM12 16v-5m-2.300 2L12 10.700l2.300 2.300"/>`,
};

export const draw = (name: keyof typeof shapes, size = 20) => drawing(shapes[name], size);
