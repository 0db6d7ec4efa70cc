import type { Settings } from './settings.ts';

const withScript = (settings: Settings, script: string): Settings => ({
  ...settings,
  terminal: { ...settings.terminal, script },
});

/**
 * Which script a simulated terminal plays is a choice of the moment, not of the shop: it may be made on the screen even
 * where a configuration file rules everything else. True if two settings differ in nothing else.
 */
export const onlyScriptDiffers = (next: Settings, present: Settings): boolean =>
  present.terminal.link === 'simulated' &&
  JSON.stringify(withScript(next, '')) === JSON.stringify(withScript(present, ''));

/** Settings of a file, with the script that a person has chosen since. */
export const keepChosenScript = (settings: Settings, chosen: string | undefined): Settings =>
  chosen !== undefined && settings.terminal.link === 'simulated' ? withScript(settings, chosen) : settings;
