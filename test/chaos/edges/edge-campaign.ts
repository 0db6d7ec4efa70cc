import { seededChance } from '../seeded-chance.ts';
import { runStory } from './edge-story.ts';
import { installWebSocket } from './page-web-socket.ts';
import type { Timeline } from './timeline.ts';

/** Sales of each shop: enough that a sale can disturb the next one, few enough for a readable log. */
const salesOfShop = 8;
/** Shops that run at the same time. Most of their time is waiting. */
const shopsAtOnce = 10;

export interface EdgeViolation {
  readonly kind: string;
  readonly text: string;
  readonly sale: number;
  readonly recipe: string;
  /** First sale of its shop. */
  readonly shop: number;
}

export interface EdgeResult {
  sales: number;
  shops: number;
  charges: number;
  statements: number;
  readonly recipes: Record<string, number>;
  readonly events: Record<string, number>;
  readonly tills: Record<string, number>;
  readonly exits: Record<string, number>;
  readonly ends: Record<string, number>;
  readonly violations: EdgeViolation[];
  /** Logs of shops with violations, or of the only shop, by first sale. */
  readonly logs: Map<number, readonly string[]>;
}

const addTo = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Runs the shops of an edge campaign. The plans follow from the seed alone. `only`: the shop with this sale. */
export async function runEdges(seed: number, orders: number, only?: number): Promise<EdgeResult> {
  const result: EdgeResult = {
    sales: 0,
    shops: 0,
    charges: 0,
    statements: 0,
    recipes: {},
    events: {},
    tills: {},
    exits: {},
    ends: {},
    violations: [],
    logs: new Map(),
  };
  const firsts = Array.from(
    { length: Math.ceil(orders / salesOfShop) },
    (_, place) => 1 + place * salesOfShop,
  ).filter((first) => only === undefined || (only >= first && only < first + salesOfShop));
  const uninstall = installWebSocket();
  try {
    const worker = async () => {
      for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
        const timeline = await runShop(seed, first, Math.min(first + salesOfShop - 1, orders), result);
        if (only !== undefined || timeline.violations.length > 0) result.logs.set(first, timeline.log);
      }
    };
    await Promise.all(Array.from({ length: shopsAtOnce }, worker));
  } finally {
    uninstall();
  }
  result.violations.sort((a, b) => a.sale - b.sale);
  return result;
}

async function runShop(seed: number, first: number, last: number, result: EdgeResult): Promise<Timeline> {
  const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const { timeline, plans, ends } = await runStory(numbers, seededChance(`${seed}/edges ${first}`));
  result.shops += 1;
  result.sales += plans.length;
  result.charges += timeline.charges.length;
  result.statements += timeline.statements.length;
  for (const { recipe, till, before, rounds, after } of plans) {
    addTo(result.recipes, recipe);
    addTo(result.tills, till);
    for (const event of [...before, ...after]) addTo(result.events, event);
    for (const { paying, sloppy, between } of rounds)
      for (const event of [paying ?? 'nothing', sloppy, ...between]) addTo(result.events, event);
  }
  for (const end of ends) addTo(result.ends, end);
  for (const { exit, said } of timeline.statements) addTo(result.exits, `${exit}: ${said}`);
  for (const { kind, text, sale = 0 } of timeline.violations) {
    const recipe = plans.find(({ number }) => number === Math.floor(sale))?.recipe ?? 'none';
    result.violations.push({ kind, text, sale, recipe, shop: first });
  }
  return timeline;
}
