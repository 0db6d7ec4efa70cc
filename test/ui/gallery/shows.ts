import { render } from 'lit';
import type { Language } from '../../../src/core/language.ts';
import { useLanguage, useTexts } from '../../../src/ui/language.ts';
import { displays } from '../helpers/display-scenarios.ts';
import { click, frames, mount, settled, withoutEnd } from '../helpers/mount.ts';
import { scenarios } from '../helpers/scenarios.ts';
import { type ThemeName, themes } from './choices.ts';
import { parts } from './parts.ts';

/** Shows one screen, or one part, alone in the page. */
export type Show = (language: Language) => Promise<void>;

async function showScreen(name: string, language: Language): Promise<void> {
  const scenario = scenarios[name]!();
  const { hostApi } = await mount({ ...scenario, language });
  hostApi.choice = 'cancelled';
  if (scenario.afterwards) {
    await scenario.afterwards(scenario.connector);
    await settled();
  }
  const steps = async () => {
    for (const selector of scenario.clicks ?? []) await click(selector);
  };
  await (scenario.neverEnds ? withoutEnd(steps) : steps());
}

async function showPart(name: string, language: Language): Promise<void> {
  await Promise.all([useLanguage(language, [language]), useTexts(['tills'])]);
  const place = document.createElement('main');
  place.style.cssText = 'max-width: 40rem; margin: auto; padding: 1rem';
  document.body.replaceChildren(place);
  render(parts[name]!(), place);
  await frames(3);
}

async function showDisplay(name: string, language: Language): Promise<void> {
  await Promise.all([useLanguage(language, [language]), useTexts(['customer-display'])]);
  const main = document.createElement('main');
  document.body.replaceChildren(main);
  const display = document.createElement('ecr-customer-display');
  main.append(Object.assign(display, displays[name]?.()));
  await frames(3);
}

/** Every screen in every state, then every part. */
export const shows: Readonly<Record<string, Show>> = Object.fromEntries([
  ...Object.keys(scenarios).map((name): [string, Show] => [name, (language) => showScreen(name, language)]),
  ...Object.keys(displays).map((name): [string, Show] => [
    `customer: ${name}`,
    (language) => showDisplay(name, language),
  ]),
  ...Object.keys(parts).map((name): [string, Show] => [
    `part: ${name}`,
    (language) => showPart(name, language),
  ]),
]);

/** Sets the theme by attribute, as the program does, without redrawing the page. */
export const applyTheme = (theme: ThemeName): void => {
  Object.assign(document.documentElement.dataset, themes[theme]);
};
