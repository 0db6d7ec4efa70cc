import { BrowserChoice } from './browser-choice.ts';
import { type Appearance, appearances, themeOf } from './theme.ts';

export const chosenAppearance = new BrowserChoice<Appearance>('hipay-ecr.appearance', appearances, 'system');

const dark = () => matchMedia('(prefers-color-scheme: dark)');
const contrast = () => matchMedia('(prefers-contrast: more)');

function apply(): void {
  const system = { dark: dark().matches, moreContrast: contrast().matches };
  Object.assign(document.documentElement.dataset, themeOf(chosenAppearance.read(), system));
}

/** Keeps the page's colours at what was chosen, or what the system prefers as it changes. Call it before anything is drawn. */
export function followAppearance(): () => void {
  const watched = [dark(), contrast()];
  for (const each of watched) each.addEventListener('change', apply);
  const unwatch = chosenAppearance.watch(apply);
  apply();
  return () => {
    for (const each of watched) each.removeEventListener('change', apply);
    unwatch();
  };
}
