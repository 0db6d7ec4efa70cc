import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PilotDeps, pilotRun } from '../../../../src/sidecar/commands/pilot/pilot.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { fakePage } from '../../helpers/fake-page.ts';
import { runningSidecar, temporaryFolder } from '../../helpers/running-sidecar.ts';
import { scriptedDialogue } from '../setup/scripted-dialogue.ts';

type Answers = Readonly<Record<string, string | undefined>>;

async function run(home: string, args: readonly string[], answers?: Answers) {
  const screen = recordedScreen();
  const script = scriptedDialogue(answers);
  const deps: PilotDeps = {
    screen,
    env: { HIPAY_ECR_HOME: home },
    fetchUrl: fetch,
    dialogue: answers && script.dialogue,
    now: Date.now,
    pause: async () => {},
    uptime: () => 1000,
    runId: () => 'UNIT',
  };
  const code = await pilotRun(args, deps);
  return {
    code,
    asked: script.asked,
    said: script.said(),
    complained: screen.complained(),
    printed: screen.printed(),
  };
}

async function openShop(): Promise<string> {
  const homeFolder = await temporaryFolder();
  await fakePage(await runningSidecar({ homeFolder }));
  return homeFolder;
}

describe('hipay-ecr pilot', () => {
  test('says what it needs if there is no text terminal, and writes nothing', async () => {
    const home = await temporaryFolder();
    const { code, complained } = await run(home, []);
    expect(code).toBe(2);
    expect(complained).toContain('needs a person at a text terminal');
    expect(await readdir(home)).toEqual([]);
  });

  test('lists cases and assumptions without a person and without a connector', async () => {
    const { code, printed } = await run(await temporaryFolder(), ['--list']);
    expect(code).toBe(0);
    expect(printed).toContain('| cable |');
    expect(printed).toContain('| terminal.digits-repeated |');
  });

  test('asks nothing while no connector runs, or its page is not open', async () => {
    expect(await run(await temporaryFolder(), [], {})).toMatchObject({
      code: 1,
      asked: [],
      complained: expect.stringContaining('Not running'),
    });
    const homeFolder = await temporaryFolder();
    await runningSidecar({ homeFolder });
    expect(await run(homeFolder, [], {})).toMatchObject({
      code: 1,
      asked: [],
      complained: expect.stringContaining('hipay-ecr open'),
    });
  });

  test('asks for the amount once, stops where the person stops, and goes on from there', async () => {
    const home = await openShop();
    const first = await run(home, [], { amount: '2,50', pay: 'skip', declined: 'stop' });
    expect(first).toMatchObject({ code: 0, asked: ['amount', 'pay', 'declined'] });
    expect(first.said).toContain('It sends 2.50 EUR as order PILOT-UNIT-01.');
    const second = await run(home, [], { declined: 'skip', 'red-key': 'stop' });
    expect(second.asked).toEqual(['declined', 'red-key']);
    expect(second.said).toContain('Run UNIT goes on.');
    const report = JSON.parse(await readFile(join(home, 'pilot-UNIT.json'), 'utf8'));
    expect(report.cases.slice(0, 3).map(({ state }: { state: string }) => state)).toEqual([
      'skipped',
      'skipped',
      'not-reached',
    ]);
    expect(await run(home, ['--new'], { amount: undefined })).toMatchObject({ code: 1, asked: ['amount'] });
  });

  test('stops if the person presses Ctrl-C at a question', async () => {
    expect(await run(await openShop(), [], { pay: undefined })).toMatchObject({
      code: 0,
      asked: ['amount', 'pay'],
      said: expect.stringContaining('goes on from here'),
    });
  });

  test('refuses an amount that is not small, or is none, and asks again', async () => {
    const amounts = ['20,01', 'much', '20,00'];
    const answers: Answers = {
      get amount() {
        return amounts.shift();
      },
      pay: 'stop',
    };
    const { asked, said } = await run(await openShop(), [], answers);
    expect(asked).toEqual(['amount', 'amount', 'amount', 'pay']);
    expect(said).toContain('At most 20.00');
    expect(said).toContain('The amount must be a decimal');
  });

  test('does not change a stored run that it cannot read', async () => {
    const home = await openShop();
    await writeFile(join(home, 'pilot.json'), '{"version":9}');
    const { code, complained } = await run(home, [], {});
    expect(code).toBe(1);
    expect(complained).toContain('pilot --new');
    expect(await readFile(join(home, 'pilot.json'), 'utf8')).toBe('{"version":9}');
  });
});
