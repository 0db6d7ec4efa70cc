import { expect, test } from 'vitest';
import { lastingNode } from '../../../src/sidecar/system/lasting-node.ts';

const at = (execPath: string, searchPath: string, links: Readonly<Record<string, string>> = {}) =>
  lastingNode({ execPath, searchPath, resolve: (path) => links[path] });

test.each([
  ['a Node of the system', '/usr/bin/node'],
  ['a folder of one major version, which updates do not change', '/opt/homebrew/opt/node@22/bin/node'],
])('%s is taken as it is', (_, path) => expect(at(path, '')).toEqual({ path, isLasting: true }));

test('with Homebrew the link is taken that every upgrade moves, not the folder of the version', () => {
  const execPath = '/opt/homebrew/Cellar/node/24.1.0/bin/node';
  const links = { '/opt/homebrew/bin/node': execPath };
  const lasting = { path: '/opt/homebrew/bin/node', isLasting: true };
  expect(at(execPath, '/opt/homebrew/bin:/usr/bin', links)).toEqual(lasting);
  expect(at(execPath, '/usr/bin:/bin', links)).toEqual(lasting);
});

test('with nvm there is no such link, so the path does not last', () => {
  const execPath = '/Users/till/.nvm/versions/node/v22.23.3/bin/node';
  expect(at(execPath, '/Users/till/.nvm/versions/node/v22.23.3/bin:/usr/bin')).toEqual({
    path: execPath,
    isLasting: false,
  });
  // Another Node of the system is not this one.
  expect(at(execPath, '/usr/bin', { '/usr/bin/node': '/usr/bin/node' }).isLasting).toBe(false);
});

test('a link that ends with its shell is not taken', () => {
  const execPath = '/home/till/.local/share/fnm/node-versions/v22.1.0/installation/bin/node';
  const folder = '/run/user/1000/fnm_multishells/7_1/bin';
  expect(at(execPath, folder, { [`${folder}/node`]: execPath }).isLasting).toBe(false);
});
