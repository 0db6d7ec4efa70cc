import { describe, expect, test } from 'vitest';
import { type Command, usageFault } from '../../../src/sidecar/command-line/command.ts';
import { dispatch } from '../../../src/sidecar/command-line/dispatch.ts';
import { readOptions } from '../../../src/sidecar/command-line/options.ts';
import { recordedScreen } from './recorded-screen.ts';

const options = {
  port: { value: 'N', help: 'the port' },
  yes: { help: 'ask nothing' },
  simulate: { value: 'gateway', implicitValue: 'all', help: 'simulated' },
} as const;

async function run(...argv: string[]) {
  const screen = recordedScreen();
  const given: unknown[] = [];
  const setup: Command = {
    summary: 'asks what it needs',
    options,
    run: (args) => {
      const commandLine = readOptions(options, args);
      if (!commandLine.ok) return usageFault(screen, 'setup', commandLine.error);
      given.push(commandLine.values);
      return 0;
    },
  };
  const code = await dispatch(
    { setup: async () => setup, status: () => ({ ...setup, options: {} }) },
    argv,
    screen,
    '1.2.3',
  );
  return { code, given, printed: screen.printed(), complained: screen.complained() };
}

test.each([
  [['setup'], {}],
  [['setup', '--port', '1', '--yes'], { port: '1', yes: true }],
  [['setup', '--port=-1'], { port: '-1' }],
  [['setup', '--simulate', '--yes'], { simulate: 'all', yes: true }],
  [['setup', '--simulate=gateway'], { simulate: 'gateway' }],
])('%j is understood', async (argv, values) => {
  expect(await run(...argv)).toMatchObject({ code: 0, given: [values], complained: '' });
});

describe('refused with exit code 2, on stderr alone', () => {
  test.each([
    [['setup', '--prot', '1'], '--prot: there is no such option. Did you mean --port?'],
    [['setup', '--sim'], 'Did you mean --simulate?'],
    [['setup', '--nonsense'], '--nonsense: there is no such option\n'],
    [['setup', '-p'], '-p: there is no such option'],
    [['setup', '--port'], '--port: expected N (the port)'],
    [['setup', '--port', '--yes'], '--port: expected N'],
    [['setup', '--yes=1'], '--yes: takes no value'],
    [['setup', 'now'], 'now: not expected here'],
    [['setup', '--constructor'], '--constructor: there is no such option'],
    [['stauts'], 'stauts: there is no such command. Did you mean status?'],
    [['setpu'], 'Did you mean setup?'],
    [['frobnicate'], 'frobnicate: there is no such command\n'],
    [['constructor'], 'no such command'],
    [['help', 'sutus'], 'no such command'],
  ])('%j', async (argv, words) => {
    const { code, complained, printed, given } = await run(...argv);
    expect({ code, printed, given }).toEqual({ code: 2, printed: '', given: [] });
    expect(complained).toContain(words);
  });
});

describe('help', () => {
  test.each([[[]], [['help']], [['--help']], [['-h']]])('%j lists the commands', async (argv) => {
    const { code, printed } = await run(...argv);
    expect(code).toBe(0);
    expect(printed).toMatch(/^hipay-ecr 1\.2\.3\n/);
    expect(printed).toContain('setup   asks what it needs');
  });
  test.each([[['setup', '--help']], [['setup', '--nonsense', '-h']], [['help', 'setup']]])(
    '%j explains a command and runs nothing',
    async (argv) => {
      const { code, printed, given } = await run(...argv);
      expect({ code, given }).toEqual({ code: 0, given: [] });
      expect(printed).toContain('--port N');
      expect(printed).toContain('--simulate[=gateway]');
    },
  );
});

test('loads only the requested command', async () => {
  const loaded: string[] = [];
  const load = (name: string) => async (): Promise<Command> => {
    loaded.push(name);
    return { summary: '', options: {}, run: () => 0 };
  };
  const commands = { start: load('start'), setup: load('setup') };
  await dispatch(commands, ['start'], recordedScreen(), '1.2.3');
  await dispatch(commands, ['strat'], recordedScreen(), '1.2.3');
  expect(loaded).toEqual(['start']);
});

test.each(['version', '--version'])('%s prints the version', async (word) => {
  expect(await run(word)).toMatchObject({ code: 0, printed: '1.2.3\n' });
});
