import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { chosenAppearance, followAppearance } from '../../src/ui/appearance.ts';
import { choose, find, mount } from './helpers/mount.ts';

followAppearance();

const emulatePreferences = (features: Record<string, string>) =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
const backgroundColorOfPage = () => getComputedStyle(document.documentElement).backgroundColor;
const theme = () => ({ ...document.documentElement.dataset });

afterEach(async () => {
  chosenAppearance.choose('system');
  localStorage.clear();
  await emulatePreferences({ 'prefers-color-scheme': '', 'prefers-contrast': '' });
});

test('the page follows the system’s color scheme and contrast when they change', async () => {
  await emulatePreferences({ 'prefers-color-scheme': 'light' });
  await mount();
  expect(theme()).toMatchObject({ scheme: 'light', contrast: 'usual' });
  const light = backgroundColorOfPage();
  await emulatePreferences({ 'prefers-color-scheme': 'dark', 'prefers-contrast': 'more' });
  await expect.poll(theme).toMatchObject({ scheme: 'dark', contrast: 'more' });
  expect(backgroundColorOfPage()).toBe('rgb(0, 0, 0)');
  expect(backgroundColorOfPage()).not.toBe(light);
});

test('an appearance that is chosen in the settings applies at once and is remembered', async () => {
  await emulatePreferences({ 'prefers-color-scheme': 'light' });
  await mount({ area: 'settings' });
  await choose('#appearance', 'dark');
  expect(theme()).toMatchObject({ scheme: 'dark' });
  expect(getComputedStyle(find('#appearance')).colorScheme).toBe('dark');
  await choose('#appearance', 'contrast');
  expect(theme()).toMatchObject({ scheme: 'light', contrast: 'more' });
  expect(localStorage.getItem('hipay-ecr.appearance')).toBe('contrast');
});
