import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPairing, pairingFile } from '../../../src/sidecar/access/pairing.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { pageSocket, pairedCookie } from '../helpers/fake-page.ts';
import { type RunningSidecar, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const pair = (
  sidecar: RunningSidecar,
  body: unknown,
  headers: Record<string, string> = { origin: sidecar.pageUrl },
) => fetch(`${sidecar.url}/pair`, { method: 'POST', headers, body: JSON.stringify(body) });

test('the token pairs one browser', async () => {
  const sidecar = await runningSidecar();
  const first = await pair(sidecar, { token: sidecar.token });
  expect(first.status).toBe(200);
  expect(first.headers.get('set-cookie')).toMatch(
    new RegExp(
      `^hipay-ecr-${sidecar.port}=[\\w-]{32}; Max-Age=\\d{8}; Path=/connector; HttpOnly; SameSite=Strict$`,
    ),
  );
  const second = await pair(sidecar, { token: sidecar.token });
  expect(second.status).toBe(403);
  expect(second.headers.get('set-cookie')).toBeNull();
  expect(await second.json()).toMatchObject({ error: { errorCode: '1104' } });
});

test('pairs only one of three browsers that use the token at the same moment', async () => {
  const sidecar = await runningSidecar();
  const replies = await Promise.all([1, 2, 3].map(() => pair(sidecar, { token: sidecar.token })));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
});

describe('a pairing request is refused', () => {
  test.each<[string, unknown, Record<string, string> | undefined, number]>([
    ['a wrong token', { token: 'guess' }, undefined, 403],
    ['no token', {}, undefined, 400],
    ['a token that is no text', { token: 7 }, undefined, 400],
    ['a program without an origin', { token: 'right' }, {}, 403],
    ['a foreign page', { token: 'right' }, { origin: 'https://evil.example' }, 403],
  ])('of %s', async (_name, body, headers, status) => {
    const sidecar = await runningSidecar();
    const sent = JSON.parse(JSON.stringify(body).replace('right', sidecar.token));
    expect((await pair(sidecar, sent, headers)).status).toBe(status);
    // The token is still valid for the page.
    expect((await pair(sidecar, { token: sidecar.token })).status).toBe(200);
  });
});

test('the page can ask whether it is paired', async () => {
  const sidecar = await runningSidecar();
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`${sidecar.url}/connector`, { headers })).json();
  expect(await ask({})).toEqual({ paired: false });
  expect(await ask({ cookie: await pairedCookie(sidecar) })).toEqual({ paired: true });
});

test('a pairing outlives a restart; the disk has only a hash of its secret, readable by the owner alone', async () => {
  const homeFolder = await temporaryFolder();
  const before = await runningSidecar({ homeFolder });
  const secret = (await pairedCookie(before)).split('=')[1] ?? '';
  const path = join(homeFolder, 'pairing.json');
  expect(await readFile(path, 'utf8')).not.toContain(secret);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await before.stop();

  const after = await runningSidecar({ homeFolder });
  const cookie = `hipay-ecr-${after.port}=${secret}`;
  const socket = pageSocket(after, { origin: after.pageUrl, cookie });
  const [upgrade] = await once(socket, 'upgrade');
  expect(upgrade.headers['set-cookie'][0]).toContain(cookie);
  socket.terminate();
});

test('starts with a broken pairing file, and needs a new pairing', async () => {
  const homeFolder = await temporaryFolder();
  await writeFile(join(homeFolder, 'pairing.json'), '{"version": 1, "brow');
  const sidecar = await runningSidecar({ homeFolder });
  expect((await pair(sidecar, { token: sidecar.token })).status).toBe(200);
});

describe('the browser that the sidecar starts itself', () => {
  const opened = async () => openPairing(pairingFile(await temporaryFolder(), silentLog()), Date.now);

  test('gets its own link, which works once; the printed link stays valid', async () => {
    const pairing = await opened();
    const invitation = pairing.invite();
    expect(invitation.isOpen()).toBe(true);
    const secret = await pairing.redeem(invitation.token);
    expect(pairing.isPaired(secret ?? '')).toBe(true);
    expect(invitation.isOpen()).toBe(false);
    expect(await pairing.redeem(invitation.token)).toBeUndefined();
    expect(await pairing.redeem(pairing.token)).toBeDefined();
  });
  test('replaces only its own earlier pairing, however often it is started', async () => {
    const pairing = await opened();
    const shop = (await pairing.redeem(pairing.token)) ?? '';
    const secrets: string[] = [];
    for (let i = 0; i < 20; i++) secrets.push((await pairing.redeem(pairing.invite().token)) ?? '');
    expect(pairing.isPaired(shop)).toBe(true);
    expect(secrets.map((secret) => pairing.isPaired(secret)).lastIndexOf(false)).toBe(18);
    expect(pairing.isPaired(secrets[19] ?? '')).toBe(true);
  });
  test('its invitation ends with the next invitation, and when it is withdrawn', async () => {
    const pairing = await opened();
    const first = pairing.invite();
    const second = pairing.invite();
    expect(await pairing.redeem(first.token)).toBeUndefined();
    second.withdraw();
    expect(await pairing.redeem(second.token)).toBeUndefined();
  });
});
