import { expect, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { formatAnnouncement } from '../../../src/sidecar/start/announcement.ts';
import { planLaunch } from '../../../src/sidecar/start/launch-plan.ts';
import { hasDisplay } from '../../../src/sidecar/system/find-browser.ts';
import { shellWords } from '../../../src/sidecar/system/shell-words.ts';

const at = { pageUrl: 'http://localhost:8080', token: 'abc', words: shellWords.linux };
const options = { 'no-browser': true };

test('prints the ready line first, then what a person needs to try the connector', () => {
  const planning = planLaunch(options, undefined, () => 'made');
  const lines = planning.ok ? formatAnnouncement(planning.plan, at).split('\n') : [];
  expect(lines[0]).toBe('ready http://localhost:8080/#pair=abc');
  expect(lines[1]).toContain('SIMULATED');
  expect(lines).toContain('password:  made');
  expect(lines.at(-2)).toBe(
    'curl -u till:made -H "Content-Type: application/json" ' +
      `-d '{"amount":"10,23","currency":"EUR","transation_type":"Debit"}' http://localhost:8080/order`,
  );
});

test("never prints a shop's password", () => {
  const reading = readShopConfig({ api_username: 'log', api_password: 'top-secret', environment: 'prod' });
  const planning = planLaunch(options, reading.ok ? reading.config : undefined, String);
  const text = planning.ok ? formatAnnouncement(planning.plan, { ...at, configPath: '/etc/config.yml' }) : '';
  expect(text).toContain('user name: log');
  expect(text).toContain('api_password of /etc/config.yml');
  expect(text).not.toContain('top-secret');
  expect(text).not.toContain('SIMULATED');
});

test('on Windows, the printed command escapes its quotes, calls curl.exe and names the shell', () => {
  const planning = planLaunch(options, undefined, () => 'made');
  const text = planning.ok ? formatAnnouncement(planning.plan, { ...at, words: shellWords.windows }) : '';
  expect(text).toContain('-d "{\\"amount\\":\\"10,23\\"');
  expect(text).toContain('in the Command Prompt (cmd):\ncurl.exe -u till:made');
});

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { DISPLAY: ':0', CI: 'true' }, false],
  ['windows', {}, true],
  ['macos', {}, true],
  ['macos', { CI: '1' }, false],
] as const)('a browser on %s with %j: %s', (system, env, expected) => {
  expect(hasDisplay(env, system)).toBe(expected);
});
