import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Line } from '../../../src/sidecar/records/file-lines.ts';
import { type LineFile, openLineFile } from '../../../src/sidecar/records/line-file.ts';
import { runs } from '../../property-runs.ts';

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hipay-ecr-lines-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'lines.jsonl');
}

const complain = {
  onFailure: (error: unknown) => {
    throw error;
  },
};

async function all(file: LineFile): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of file.lines()) lines.push(line);
  return lines;
}

/** JSON texts: any characters except line ends. */
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 9000 })
  .map((inside) => JSON.stringify(inside));

describe('a file of lines', () => {
  it('finds each line by its position, also after it is reopened', async () => {
    const batches = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (wanted) => {
        const path = await newPath();
        const file = await openLineFile(path, complain);
        const places: number[] = [];
        for (const batch of wanted)
          places.push(...(await Promise.all(batch.map((line) => file.append(line)))));
        const texts = wanted.flat();
        expect(await Promise.all(places.map((place) => file.read(place)))).toEqual(texts);
        await file.close();
        const again = await openLineFile(path, complain);
        expect(await all(again)).toEqual(texts.map((line, i) => ({ place: places[i], text: line })));
        await again.close();
      }),
      runs(30),
    );
  });
  it('begins a new line after a torn one, and leaves the torn one out when it reads whole lines', async () => {
    const path = await newPath();
    await appendFile(path, '"whole"\n"to');
    const file = await openLineFile(path, complain);
    expect((await all(file)).map((line) => line.text)).toEqual(['"whole"']);
    const place = await file.append('"next"');
    expect(await file.read(place)).toBe('"next"');
    expect(await new Response(await file.stream()).text()).toBe('"whole"\n"to\n"next"\n');
    await file.close();
  });
  it('streams an empty file', async () => {
    const file = await openLineFile(await newPath(), complain);
    expect(await new Response(await file.stream()).text()).toBe('');
    await file.close();
  });
  it('keeps lines that a full disk refuses, reports it each time, and still closes', async () => {
    const faults: unknown[] = [];
    const file = await openLineFile('/dev/full', { onFailure: (error) => faults.push(error) });
    let written = 0;
    for (const line of ['"a"', '"b"']) {
      void file.append(line).then(() => written++);
      await expect.poll(() => String(faults.at(-1))).toContain('ENOSPC');
    }
    await file.close();
    expect(written).toBe(0);
    expect(faults.length).toBeGreaterThan(0);
  });
});

it('a task that comes after the close does not run, so that it opens no file again', async () => {
  const file = await openLineFile(await newPath(), complain);
  await file.close();
  let hasRun = false;
  await file.runExclusively(async () => {
    hasRun = true;
  });
  expect(hasRun).toBe(false);
});
