import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { openLog } from '../../../src/sidecar/program/log.ts';
import { asTill, runningSidecar } from '../helpers/running-sidecar.ts';

interface Line {
  readonly level: number;
  readonly msg: string;
}

async function loggedSidecar() {
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line), reopen: () => {} });
  const sidecar = await runningSidecar({ log });
  await sidecar.requestHandlingReady;
  return { sidecar, text: () => lines.join(''), lines: () => lines.map((line) => JSON.parse(line) as Line) };
}

test('a wrong password is logged once, without the password and the name', async () => {
  const { sidecar, lines, text } = await loggedSidecar();
  const authorization = `Basic ${btoa('caisse1:pa55word')}`;
  for (let i = 0; i < 3; i += 1)
    expect((await fetch(`${sidecar.url}/version`, { headers: { authorization } })).status).toBe(401);
  expect(lines().filter(({ msg }) => msg.includes('wrong user name or password'))).toHaveLength(1);
  expect(text()).not.toMatch(/pa55word|caisse1|Y2Fpc3Nl/);
});

test('a call without a password does not count as a guess', async () => {
  const { sidecar, lines } = await loggedSidecar();
  expect((await fetch(`${sidecar.url}/version`)).status).toBe(401);
  expect(lines()).toEqual([]);
});

test('logs no error for a caller that disconnects within its request or before the answer', async () => {
  const { sidecar, lines } = await loggedSidecar();
  const { host, port } = new URL(sidecar.url);
  const head = `POST /order HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${sidecar.basic}\r\n`;
  for (const request of [
    `${head}Content-Length: 100\r\n\r\n{"amou`,
    `${head}Content-Length: 17\r\n\r\n{"amount":"1,00"}`,
    'POST /ord',
    '\x16\x03\x01',
  ])
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(request, () => setTimeout(() => socket.resetAndDestroy(), 50));
      });
      socket.once('close', () => resolve());
      socket.on('error', () => {});
    });
  await asTill(sidecar, '/version');
  expect(lines().filter(({ level }) => level >= 40)).toEqual([]);
});

test('GET /stop is logged', async () => {
  const { sidecar, lines } = await loggedSidecar();
  await asTill(sidecar, '/stop');
  expect(lines().map(({ msg }) => msg)).toEqual(['GET /stop was called']);
});
