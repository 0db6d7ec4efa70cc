import { choicesOf } from './choices.ts';
import { applyTheme, shows } from './shows.ts';

// Shows the screen that the address names: for the frame, for screenshots, and for other tools.
localStorage.clear();
const { show, lang, theme } = choicesOf(location.search, shows);
applyTheme(theme);
await shows[show]?.(lang);
document.documentElement.dataset['shown'] = show;
