import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, it } from 'vitest';
import { encodeAnswer } from '../../src/core/terminal/concert-v2/answer.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import { type OpenLine, plainTty, serialPort } from './b1-v2-exchange/lines.ts';
import { paced } from './b1-v2-exchange/paced.ts';
import { characterUs, startTerminal } from './b1-v2-exchange/terminal-process.ts';
import { ourTill, pingPong, straightTill } from './b1-v2-exchange/tills.ts';
import { report } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import { type Contestant, type Measurement, measure, rowsOf } from './report/measure.ts';
import { cpuOf } from './report/processes.ts';
import type { Row } from './report/sheet.ts';
import { type BrowserShop, openBrowserShop } from './shop/browser-shop.ts';

const answers = {
  short: { report: [], frame: 28 },
  long: { report: [' '.repeat(55)], frame: 83 },
} as const;
type Form = keyof typeof answers;

const bodyOf = (form: Form): string =>
  encodeAnswer(
    {
      registerNumber: '01',
      status: '0',
      amountMinor: 1023,
      paymentMode: '1',
      currencyNumeric: '978',
      privateData: ' '.repeat(10),
    },
    ...answers[form].report,
  );
/** The characters of ENQ ACK request ACK EOT (the request has 37) and ENQ ACK answer ACK EOT: 45 and the answer. */
const charactersOf = (form: Form): number => 45 + answers[form].frame;
const wireMs = (form: Form): number => (charactersOf(form) * characterUs) / 1000;

const ours = 'ours, Chromium, Web Serial, in a worker';
const oursInNode = 'ours, Node';
const oca = 'pypostelium';
const floor = 'floor: as many bytes and turns, without any check';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

interface Opened extends Contestant {
  close(): Promise<void>;
}

async function onLine(
  name: string,
  line: Promise<OpenLine>,
  till: (line: OpenLine) => Contestant['once'],
): Promise<Opened> {
  const open = await line;
  return { name, once: till(open), close: () => open.close() };
}

/** Starts pypostelium, or nothing unless PYPOSTELIUM names its checkout. It opens the device for each payment, as usual. */
async function pypostelium(path: string): Promise<Opened | undefined> {
  if (!process.env['PYPOSTELIUM']) return undefined;
  const program = fileURLToPath(new URL('b1-v2-exchange/oca.py', import.meta.url));
  const python = process.env['PYPOSTELIUM_PYTHON'] ?? 'python3';
  const child: ChildProcess = spawn(python, [program, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  await once(lines, 'line');
  let cpuMs = 0;
  return {
    name: oca,
    note: 'opens and closes the device each time',
    cpu: () => cpuMs,
    async once() {
      child.stdin?.write('\n');
      const [line] = (await once(lines, 'line')) as [string];
      const [took, cpu] = line.split(' ').map(Number);
      if (took === undefined || Number.isNaN(took)) throw new Error(`pypostelium: ${line}`);
      cpuMs = cpu ?? 0;
      return took;
    },
    async close() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function onPty(
  us: number,
  form: Form,
  course: { each: number; rounds: number },
): Promise<Measurement[]> {
  // Each contestant has its own terminal: two programs that read the same device would take each other's bytes.
  const terminals = await Promise.all(Array.from({ length: 5 }, () => startTerminal(us, bodyOf(form))));
  const [a = '', b = '', c = '', d = '', e = ''] = terminals.map(({ path }) => path);
  const { frame } = answers[form];
  const found = await Promise.all([
    onLine(floor, plainTty(a), (line) => pingPong(line, frame)),
    onLine('the ten steps in a row, plain tty', plainTty(b), straightTill),
    onLine(oursInNode, plainTty(c), ourTill),
    onLine('ours over serialport', serialPort(d), ourTill),
    // pypostelium can read only an answer of 28 characters.
    form === 'short' ? pypostelium(e) : undefined,
  ]);
  const contestants = found.filter((one) => one !== undefined);
  const measurements = await measure(contestants, { warmUp: 50, ...course });
  for (const one of contestants) await one.close();
  for (const one of terminals) await one.stop();
  return measurements;
}

async function inChromium(shop: BrowserShop, course: { each: number; rounds: number }): Promise<Measurement> {
  const contestant = { name: ours, once: () => shop.exchange(), cpu: () => cpuOf('chrom') };
  const [measurement] = await measure([contestant], { warmUp: 20, ...course });
  if (!measurement) throw new Error('nothing was measured');
  return measurement;
}

const course = { each: quick ? 60 : 200, rounds: quick ? 2 : 5 };
const slowCourse = { each: quick ? 5 : 12, rounds: 2 };
const rows: Record<string, Row[]> = {};
let unpaced: Measurement;
const pacedRows: Record<string, Row[]> = {};
let ratioToOca: number | undefined;

it('unpaced: software time alone', async () => {
  const measurements = await onPty(0, 'short', course);
  const shop = await openBrowserShop(rig, { turnaroundMs: 0, customerMs: 60 });
  unpaced = await inChromium(shop, { each: quick ? 30 : 60, rounds: quick ? 2 : 3 });
  await shop.close();
  rows['short'] = rowsOf([...measurements, unpaced], floor);
  rows['long'] = rowsOf(await onPty(0, 'long', course), floor);
  const ofOca = measurements.find(({ name }) => name === oca)?.p50;
  const ofOurs = measurements.find(({ name }) => name === oursInNode)?.p50 ?? Number.NaN;
  ratioToOca = ofOca && ofOurs / ofOca;
  report(
    'V2 exchange in Chromium, unpaced',
    { p50: unpaced.p50, p95: unpaced.p95 },
    'ms',
    'p50 <= 10, p95 <= 25',
  );
});

it('paced: 9600 baud, 7E1', async () => {
  for (const form of ['short', 'long'] as const) {
    const measurements = await onPty(characterUs, form, slowCourse);
    const shop = await openBrowserShop(rig, {
      turnaroundMs: 0,
      customerMs: 60,
      longAnswer: form === 'long',
      line: (socket) => paced(socket, characterUs / 1000),
    });
    const chromium = await inChromium(shop, slowCourse);
    await shop.close();
    const wire: Row = {
      name: `the line alone: ${charactersOf(form)} characters`,
      p50: wireMs(form),
      ratio: 1,
    };
    const shown = rowsOf([...measurements.filter(({ name }) => name !== floor), chromium]);
    pacedRows[form] = [wire, ...shown.map((row) => ({ ...row, ratio: row.p50 / wireMs(form) }))];
  }
});

afterAll(() => {
  const floorMs = rows['short']?.find(({ name }) => name === floor)?.p50 ?? Number.NaN;
  keepSheet({
    id: 'b1',
    title: 'One exchange in Concert V2',
    method: [
      'An exchange is two sessions, each from ENQ to EOT: ten messages. Two times are not counted: the customer’s, between the sessions, and the turnaround before ACK and EOT (a setting, 10 ms by default), which is line time. In Node the till measures, on a pseudo-terminal; the process at its other end is the same for every contestant. In Chromium the terminal measures, at the far end of a device that Chromium opens by Web Serial. Only the time in Chromium includes two strict journal writes.',
      'pypostelium takes part if `PYPOSTELIUM` names its checkout (and `PYPOSTELIUM_PYTHON` a Python with pyserial, simplejson and pycountry). It asks for no result, opens the device for each payment, and accepts a wrong LRC.',
    ],
    tables: [
      {
        title: 'Unpaced, short answer: software alone',
        unit: 'ms',
        reference: 'the floor',
        rows: rows['short'] ?? [],
        picture: true,
      },
      { title: 'Unpaced, long answer', unit: 'ms', reference: 'the floor', rows: rows['long'] ?? [] },
      {
        title: 'Paced at 9600 7E1, short answer',
        unit: 'ms',
        reference: 'the line',
        rows: pacedRows['short'] ?? [],
        picture: true,
      },
      {
        title: 'Paced at 9600 7E1, long answer',
        unit: 'ms',
        reference: 'the line',
        rows: pacedRows['long'] ?? [],
      },
    ],
    budgets: [
      {
        what: 'V2 exchange through Chromium’s Web Serial, software time, p50',
        budget: 10,
        measured: unpaced.p50,
        unit: 'ms',
        better: 'less',
        ratio: { to: 'the floor on a pty', value: unpaced.p50 / floorMs },
      },
      {
        what: 'the same, p95',
        budget: 25,
        measured: unpaced.p95,
        unit: 'ms',
        better: 'less',
        ratio: { to: 'the line at 9600', value: unpaced.p95 / wireMs('short') },
      },
      ...(ratioToOca === undefined
        ? []
        : [
            {
              what: 'software time of the V2 machine on a pty, by that of pypostelium',
              budget: 1,
              measured: ratioToOca,
              unit: '×',
              better: 'less' as const,
            },
          ]),
    ],
  });
});
