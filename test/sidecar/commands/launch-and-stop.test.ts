import { readFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LaunchDeps, launchConnector } from '../../../src/sidecar/commands/launch.ts';
import { stopConnector } from '../../../src/sidecar/commands/stop.ts';
import { lockFolder } from '../../../src/sidecar/system/folder-lock.ts';
import { installationAt } from '../../../src/sidecar/updates/installation.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function stopIn(homeFolder: string, ...args: string[]) {
  const screen = recordedScreen();
  const code = await stopConnector(args, {
    screen,
    env: { HIPAY_ECR_HOME: homeFolder },
    fetchUrl: fetch,
    pause,
  });
  return { code, printed: screen.printed(), complained: screen.complained() };
}

describe('hipay-ecr stop', () => {
  test('ends when the connector has ended', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder });
    expect(await stopIn(homeFolder)).toMatchObject({ code: 0, printed: 'Stopped.\n' });
    await sidecar.closed;
    expect(await stopIn(homeFolder)).toMatchObject({
      code: 0,
      printed: expect.stringContaining('Not running'),
    });
  });

  test('between two versions, waits for the one that starts, and stops it', async () => {
    const homeFolder = await temporaryFolder();
    const installation = installationAt(await temporaryFolder());
    await installation.writePointer({ format: 1, version: '0.2.0', previous: '0.1.0' });
    let starting: ReturnType<typeof runningSidecar> | undefined;
    const screen = recordedScreen();
    const stop = () =>
      stopConnector([], {
        ...{ screen, env: { HIPAY_ECR_HOME: homeFolder }, fetchUrl: fetch },
        findInstallation: async () => installation,
        pause: (ms) => {
          starting ??= runningSidecar({ homeFolder });
          return pause(ms);
        },
      });
    expect(await stop()).toBe(0);
    expect(screen.printed()).toBe('Stopped.\n');
    await (await starting)?.closed;
    // The pointer of an installation that nobody switches is old.
    await utimes(installation.pointerPath, 1, 1);
    expect(await stop()).toBe(0);
    expect(screen.printed()).toContain('Not running');
  });

  test('works for the owner also if the shop has switched GET /stop off for tills', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder, plan: { isStopAllowed: false } });
    expect(await (await asTill(sidecar, '/stop')).json()).toMatchObject({ stopped: false });
    expect(await stopIn(homeFolder)).toMatchObject({ code: 0, printed: 'Stopped.\n' });
  });

  test('waits for a running payment, and never cuts it off', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder });
    let finish = () => {};
    const customer = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let began = () => {};
    const paying = new Promise<void>((resolve) => {
      began = resolve;
    });
    await fakePage(sidecar, {
      busy: () => true,
      takePayment: async (request) => {
        began();
        await customer;
        return paidAnswer(request);
      },
    });
    const answer = asTill(sidecar, '/order', {
      method: 'POST',
      body: JSON.stringify({ amount: '10,23', currency: 'EUR', order_id: 'A1' }),
    });
    await paying;
    expect(await stopIn(homeFolder, '--wait', '0')).toMatchObject({
      code: 1,
      complained: expect.stringContaining('still runs'),
    });
    finish();
    expect(await (await answer).json()).toMatchObject({ paymentStatus: 'SUCCESS' });
  });

  test('does not say that a connector of another user is stopped', async () => {
    const homeFolder = await temporaryFolder();
    expect(await lockFolder(homeFolder)).toBe(true);
    expect(await stopIn(homeFolder)).toMatchObject({
      code: 1,
      complained: expect.stringContaining(`hipay-ecr stop --home ${homeFolder}`),
    });
  });

  test('stops nothing if another program has the port', async () => {
    const homeFolder = await temporaryFolder();
    const stranger = createServer((_request, reply) => reply.end('hello')).listen(0, '127.0.0.1');
    onTestFinished(() => void stranger.close());
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as { port: number };
    const left = JSON.stringify({ version: 1, port, pid: 1, key: 'old' });
    await writeFile(join(homeFolder, 'running.json'), left);
    expect(await stopIn(homeFolder)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('another program'),
    });
    expect(await readFile(join(homeFolder, 'running.json'), 'utf8')).toBe(left);
  });
});

async function launchIn(homeFolder: string, over: Partial<LaunchDeps> = {}) {
  const screen = recordedScreen();
  const started: string[][] = [];
  const browsed: string[] = [];
  const code = await launchConnector([], {
    screen,
    env: { HIPAY_ECR_HOME: homeFolder },
    fetchUrl: fetch,
    startService: () => false,
    startProgram: (args) => {
      started.push([...args]);
      return { exitCode: () => 1, complaints: () => 'Port 8080 is taken by another program.' };
    },
    hasBrowser: () => true,
    browse: (url) => void browsed.push(url),
    pause: () => Promise.resolve(),
    ...over,
  });
  return { code, started, browsed, printed: screen.printed(), complained: screen.complained() };
}

describe('hipay-ecr launch', () => {
  test('starts the program with its browser if nothing runs, and says why it did not start', async () => {
    const homeFolder = await temporaryFolder();
    const { code, started, complained } = await launchIn(homeFolder);
    expect(code).toBe(1);
    expect(started).toEqual([
      [
        'start',
        '--browser',
        '--first-setup',
        '--home',
        homeFolder,
        '--log',
        join(homeFolder, 'hipay-ecr.log'),
      ],
    ]);
    expect(complained).toContain('Port 8080 is taken');
  });

  test('starts without --browser if there is no browser to keep', async () => {
    const { started } = await launchIn(await temporaryFolder(), { hasBrowser: () => false });
    expect(started[0]).not.toContain('--browser');
  });

  test('ends with success once the started program answers', async () => {
    const homeFolder = await temporaryFolder();
    const { code, printed } = await launchIn(homeFolder, {
      startProgram: () => {
        void runningSidecar({ homeFolder });
        return { exitCode: () => undefined, complaints: () => '' };
      },
      pause,
    });
    expect({ code, printed }).toMatchObject({
      code: 0,
      printed: expect.stringContaining('http://localhost:'),
    });
  });

  test('starts the service if there is one, and nothing else', async () => {
    const homeFolder = await temporaryFolder();
    const { code, started } = await launchIn(homeFolder, {
      startService: () => {
        void runningSidecar({ homeFolder });
        return true;
      },
      pause,
    });
    expect({ code, started }).toEqual({ code: 0, started: [] });
  });

  test('opens a pairing link in the browser if the connector runs already without a page', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder });
    const { code, started, browsed } = await launchIn(homeFolder);
    expect({ code, started }).toEqual({ code: 0, started: [] });
    expect(browsed).toEqual([expect.stringContaining(`${sidecar.pageUrl}/#pair=`)]);
  });

  test('opens no second page if the connector runs already and its page is open', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder });
    await fakePage(sidecar);
    expect(await launchIn(homeFolder)).toMatchObject({ code: 0, started: [], browsed: [] });
  });
});
