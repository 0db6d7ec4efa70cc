import { type Spread, spread } from '../figures.ts';
import type { Row } from './sheet.ts';

/** A program that does the measured work. */
export interface Contestant {
  readonly name: string;
  readonly note?: string;
  /** Does the work once. Returns the measured value; undefined if the duration of this call is the value. */
  once(): Promise<number | undefined>;
  /** Milliseconds of CPU time used until now; by default, by this process. */
  cpu?(): number;
}

export interface Course {
  readonly warmUp: number;
  readonly rounds: number;
  /** Number of times that each contestant does the work in a round. */
  readonly each: number;
}

export interface Measurement extends Spread {
  readonly name: string;
  readonly note?: string;
  readonly medians: readonly number[];
  readonly cpuMs: number;
}

const ofThisProcess = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function measured(one: Contestant): Promise<number> {
  const begun = performance.now();
  const given = await one.once();
  return given ?? performance.now() - begun;
}

/**
 * Runs the contestants in rounds, A B C and then C B A, so that other load on the machine affects all of them. Each
 * contestant warms up before the first round.
 */
export async function measure(contestants: readonly Contestant[], course: Course): Promise<Measurement[]> {
  const results = contestants.map((one) => ({
    one,
    values: [] as number[],
    medians: [] as number[],
    cpuMs: 0,
  }));
  for (const { one } of results) for (let i = 0; i < course.warmUp; i++) await measured(one);
  for (let round = 0; round < course.rounds; round++) {
    for (const result of round % 2 === 0 ? results : results.toReversed()) {
      const cpu = result.one.cpu ?? ofThisProcess;
      const before = cpu();
      const values: number[] = [];
      for (let i = 0; i < course.each; i++) values.push(await measured(result.one));
      result.cpuMs += cpu() - before;
      result.values.push(...values);
      result.medians.push(spread(values).p50);
    }
  }
  return results.map(({ one, values, medians, cpuMs }) => ({
    name: one.name,
    ...(one.note !== undefined && { note: one.note }),
    ...spread(values),
    medians,
    cpuMs: cpuMs / values.length,
  }));
}

/** Returns the measurements as rows of a table, with their ratios to the contestant named `reference`. */
export function rowsOf(measurements: readonly Measurement[], reference?: string): Row[] {
  const base = measurements.find(({ name }) => name === reference)?.p50;
  return measurements.map(({ name, note, p50, p95, p99, medians, cpuMs }) => ({
    name,
    p50,
    p95,
    p99,
    spread: [Math.min(...medians), Math.max(...medians)],
    cpuMs,
    ...(base !== undefined && { ratio: p50 / base }),
    ...(note !== undefined && { note }),
  }));
}
