import { choicesOf } from './choices.ts';
import { putOn, shows } from './shows.ts';

// One screen, alone, as the address says: for the frame, for pictures, and for other tools.
localStorage.clear();
const { show, lang, theme } = choicesOf(location.search, shows);
putOn(theme);
await shows[show]?.(lang);
document.documentElement.dataset['shown'] = show;
