import { makeButton, node } from '../dom.ts';
import { type Situation, situations } from './situations.ts';
import { type SituationResult, Stage } from './stage.ts';

interface Row {
  readonly node: HTMLElement;
  run(): Promise<void>;
}

const money = (charged: readonly number[]): string =>
  charged.length === 0 ? 'nothing' : charged.map((minor) => (minor / 100).toFixed(2)).join(', ');

const describe = ({ screens, buttons, charged }: SituationResult): string =>
  `screen ${screens.join(', then ')}; offers ${buttons.join(', ') || 'nothing'}; charged ${money(charged)}`;

/** Makes the row of a situation: its expected result, the place for the element, and its actual result. */
function rowOf(situation: Situation, number: number): Row {
  const { id, title, must, testOptions: world, expected } = situation;
  const seen = node('p', 'seen');
  const place = node('div', 'stage');
  const script = [world.script, world.gateway].filter(Boolean).join(', HiPay: ');
  let isRunning = false;
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    seen.className = 'seen';
    seen.textContent = 'playing …';
    const actual = await play(situation, place);
    const isAsExpected = actual === describe(expected);
    seen.className = isAsExpected ? 'seen matched' : 'seen differs';
    seen.textContent = `${isAsExpected ? '✓ As expected' : '✗ Differs'}: ${actual}`;
    isRunning = false;
  };
  const row = node(
    'section',
    'row',
    node('h2', '', `${number}. ${title}`),
    node('p', '', must),
    node('p', 'muted', `Terminal: ${script}. Expected: ${describe(expected)}.`),
    makeButton('Play', () => void run()),
    place,
    seen,
  );
  row.dataset['situation'] = id;
  return { node: row, run };
}

async function play(situation: Situation, place: HTMLElement): Promise<string> {
  try {
    const orderId = `Check_${situation.id}_${crypto.randomUUID().slice(0, 8)}`;
    const stage = await Stage.open(place, orderId, situation.testOptions);
    return describe(stage.end(await situation.play(stage)));
  } catch (error) {
    return String(error);
  }
}

/** Shows the situations that every till must handle. Each is played against a simulated terminal and HiPay in memory. */
export function showChecklist(into: HTMLElement): void {
  const rows = situations.map((each, index) => rowOf(each, index + 1));
  const playAll = async () => {
    for (const { run } of rows) await run();
  };
  into.replaceChildren(
    node(
      'p',
      'muted',
      'What every till must handle. Each is played by <hipay-pay> against a terminal and a HiPay in memory, twice as fast as in a shop: no money moves, and nothing gets into the connector’s list.',
    ),
    makeButton('Play all', () => void playAll()),
    ...rows.map((row) => row.node),
  );
}
