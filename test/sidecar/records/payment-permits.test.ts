import fs from 'node:fs';
import { open, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { keptPermits, openPaymentPermits } from '../../../src/sidecar/records/payment-permits.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const permit = { orderId: 'X1', paymentId: 'a', journal: 'book' };

async function openIn(folder: string) {
  const permits = await openPaymentPermits(folder, silentLog());
  onTestFinished(() => permits.close().catch(() => {}));
  return permits;
}
const textIn = (folder: string) => readFile(join(folder, 'asked.jsonl'), 'utf8');

test('a permit is on disk when it is given, and an older program reads its line', async () => {
  const folder = await temporaryFolder();
  const permits = await openIn(folder);
  const giving = permits.give(permit);
  expect(permits.ofOrder('X1')).toEqual([permit]);
  expect(await giving).toBe(true);
  const [line = ''] = (await textIn(folder)).split('\n');
  expect(JSON.parse(line)).toEqual({ ...permit, open: true });
});
test('a permit is there after a restart, until it ends; a torn line is skipped', async () => {
  const folder = await temporaryFolder();
  const first = await openIn(folder);
  await first.give(permit);
  await first.give({ ...permit, paymentId: 'b' });
  first.end(permit);
  await first.close();
  await writeFile(join(folder, 'asked.jsonl'), `${await textIn(folder)}{"orderId":"X2","op`);
  const again = await openIn(folder);
  expect(again.ofOrder('X1')).toEqual([{ ...permit, paymentId: 'b' }]);
  await again.give({ ...permit, orderId: 'X3' });
  await again.close();
  expect((await openIn(folder)).all()).toHaveLength(2);
});
test('the line of an older program is a permit of its order, and its end ends no other permit', async () => {
  const folder = await temporaryFolder();
  const lines = [
    { orderId: 'X1', open: true, journal: 'book' },
    { orderId: 'X1', open: true, paymentId: 'a' },
    { orderId: 'X1', open: false },
    { orderId: 'X2', open: true },
  ];
  await writeFile(join(folder, 'asked.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const permits = await openIn(folder);
  expect(permits.ofOrder('X1')).toEqual([{ orderId: 'X1', paymentId: 'a' }]);
  expect(permits.ofOrder('X2')).toEqual([{ orderId: 'X2' }]);
});
/** Replaces the flush of every file. */
async function flushBy(folder: string, flush: () => Promise<void>): Promise<void> {
  const file = await open(join(folder, 'any'), 'a');
  const spy = vi.spyOn(Object.getPrototypeOf(file), 'datasync').mockImplementation(flush);
  await file.close();
  onTestFinished(() => spy.mockRestore());
}
test('a permit is given only after it is flushed, because a power cut must not lose it', async () => {
  const folder = await temporaryFolder();
  const permits = await openIn(folder);
  let flushed = () => {};
  let begun = () => {};
  const flushing = new Promise<void>((resolve) => {
    begun = resolve;
  });
  await flushBy(folder, () => {
    begun();
    return new Promise((resolve) => {
      flushed = resolve;
    });
  });
  const given: boolean[] = [];
  const giving = permits.give(permit).then((isGiven) => given.push(isGiven));
  await flushing;
  await new Promise((resolve) => setImmediate(resolve));
  expect(given).toEqual([]);
  flushed();
  await giving;
  expect(given).toEqual([true]);
});
test('a permit does not count if it cannot be flushed', async () => {
  const folder = await temporaryFolder();
  const permits = await openIn(folder);
  await flushBy(folder, () => Promise.reject(new Error('the disk fails')));
  expect(await permits.give(permit)).toBe(false);
  expect(permits.all()).toEqual([]);
});
test('a permit does not count if the disk is full', async () => {
  const folder = await temporaryFolder();
  await symlink('/dev/full', join(folder, 'asked.jsonl'));
  const permits = await openIn(folder);
  expect(await permits.give(permit)).toBe(false);
  expect(permits.all()).toEqual([]);
});
test('the request and the time of a payment without a number are there after a restart, open or ended', async () => {
  const folder = await temporaryFolder();
  const first = await openIn(folder);
  const made = (orderId: string) => ({ ...permit, orderId, request: { till: 't', digest: 'd' }, at: 5 });
  await first.give(made('X1'));
  await first.give(made('X2'));
  first.end(made('X1'));
  await first.close();
  const again = await openIn(folder);
  expect(again.earlier).toEqual([
    { permit: made('X1'), hasEnded: true },
    { permit: made('X2'), hasEnded: false },
  ]);
  expect(again.all()).toEqual([made('X2')]);
});
test('a long file without open permits is emptied at a start, except for the newest permits', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'asked.jsonl');
  const line = (id: number, open: boolean) =>
    `${JSON.stringify({ ...permit, orderId: `X${id}`, open, at: 5 })}\n`;
  const text = Array.from({ length: 4000 }, (_, i) => `${line(i, true)}${line(i, false)}`).join('');
  await writeFile(path, text);
  await (await openIn(folder)).close();
  expect((await textIn(folder)).length).toBeLessThan(text.length / 10);
  const { earlier } = await openIn(folder);
  expect(earlier).toHaveLength(keptPermits);
  expect(earlier[0]).toEqual({
    permit: { ...permit, orderId: `X${4000 - keptPermits}`, at: 5 },
    hasEnded: true,
  });
  expect(earlier.at(-1)?.permit.orderId).toBe('X3999');
});
test('a long file with an open permit is kept', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'asked.jsonl');
  const line = (id: number, open: boolean) => `${JSON.stringify({ ...permit, orderId: `X${id}`, open })}\n`;
  const text = Array.from({ length: 4000 }, (_, i) => `${line(i, true)}${i > 0 ? line(i, false) : ''}`).join(
    '',
  );
  await writeFile(path, text);
  await (await openIn(folder)).close();
  expect(await textIn(folder)).toBe(text);
});

const lineOf = (change: object) => `${JSON.stringify({ ...permit, open: true, ...change })}\n`;

test('the open permits of a file that another program copies back count, and the file gets those that it lacks', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'asked.jsonl');
  const permits = await openIn(folder);
  await permits.give(permit);
  await permits.give({ ...permit, orderId: 'Ended' });
  permits.end({ ...permit, orderId: 'Ended' });
  await vi.waitUntil(async () => (await textIn(folder)).includes('"open":false'));
  // An older copy, of which the last line is not there yet.
  await writeFile(path, `${lineOf({ orderId: 'Ended' })}${lineOf({ orderId: 'Lost' })}{"orderId":"La`);
  expect(await permits.give({ ...permit, orderId: 'X2' })).toBe(true);
  expect(permits.all().map(({ orderId }) => orderId)).toEqual(['X1', 'X2', 'Lost']);
  await permits.close();
  const again = await openIn(folder);
  expect(
    again
      .all()
      .map(({ orderId }) => orderId)
      .toSorted(),
  ).toEqual(['Lost', 'X1', 'X2']);
});
test('a permit is refused if the lines of another program have an open permit of the same order', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'asked.jsonl');
  const permits = await openIn(folder);
  await writeFile(`${path}.copy`, lineOf({ paymentId: 'of another' }));
  await rename(`${path}.copy`, path);
  expect(permits.ofOrder('X1')).toEqual([]);
  expect(await permits.give(permit)).toBe(false);
  expect(permits.ofOrder('X1')).toMatchObject([{ paymentId: 'of another' }]);
  expect(await textIn(folder)).not.toContain('"paymentId":"a"');
});

/** A file of many ended permits, which the next start empties. */
async function longList(folder: string): Promise<void> {
  const lines = Array.from({ length: 2500 }, (_, n) => {
    const orderId = `X${String(n).padStart(24, '0')}`;
    return [true, false].map((open) => `${JSON.stringify({ orderId, open, paymentId: orderId })}\n`).join('');
  });
  await writeFile(join(folder, 'asked.jsonl'), lines.join(''));
}

test('a list that another program holds is made shorter by a later start', async () => {
  const folder = await temporaryFolder();
  await longList(folder);
  const { rename: usual } = fs.promises;
  const place = (replacement: typeof usual) => {
    Object.assign(fs.promises, { rename: replacement });
    syncBuiltinESMExports();
  };
  place(() => Promise.reject(Object.assign(new Error('EACCES: refused'), { code: 'EACCES' })));
  const permits = await openIn(folder).finally(() => place(usual));
  expect(await permits.give(permit)).toBe(true);
  permits.end(permit);
  await permits.close();
  expect((await textIn(folder)).length).toBeGreaterThan(262_144);
  await (await openIn(folder)).close();
  expect((await textIn(folder)).length).toBeLessThan(262_144);
});

test('a closed list is not written any more, because the next program may write it', async () => {
  const folder = await temporaryFolder();
  const first = await openIn(folder);
  await first.give(permit);
  await first.close();
  const second = await openIn(folder);
  await second.give({ ...permit, orderId: 'X2' });
  const text = await textIn(folder);
  first.end(permit);
  await second.give({ ...permit, orderId: 'X3' });
  expect((await textIn(folder)).startsWith(text)).toBe(true);
  expect(second.ofOrder('X1')).toEqual([permit]);
  await first.close().catch(() => {});
  expect(await textIn(folder)).not.toContain('"open":false');
});

const minute = 60_000;
const noon = 1_796_000_000_000;

/** A start at this time. `newest`: when the newest stored payment of before began. */
async function startAt(folder: string, at: number, newest = 0) {
  const permits = await openPaymentPermits(folder, silentLog(), 5, () => at);
  onTestFinished(() => permits.close().catch(() => {}));
  permits.noteNewest(newest);
  return permits;
}

test('a missing permit proves nothing about a payment of before this start, whatever the list says', async () => {
  const folder = await temporaryFolder();
  const first = await startAt(folder, noon);
  for (const [place, at] of [minute, 9 * minute].entries()) {
    const given = { orderId: `X${place}`, paymentId: `p${place}`, at: noon + at };
    expect(await first.give(given)).toBe(true);
    first.end(given);
  }
  expect(first.mayHaveLostPermit(noon + 1)).toBe(false);
  await first.close();
  const second = await startAt(folder, noon + 10 * minute);
  expect([noon + 1, noon + 5 * minute, noon + 10 * minute].map(second.mayHaveLostPermit)).toEqual([
    true,
    true,
    true,
  ]);
  expect(second.mayHaveLostPermit(noon + 10 * minute + 1)).toBe(false);
});
test('after the clock was set back, a missing permit proves nothing up to the newest time of before', async () => {
  const folder = await temporaryFolder();
  const first = await startAt(folder, noon);
  await first.give({ orderId: 'X1', paymentId: 'p1', at: noon + 10 * minute });
  await first.close();
  const second = await startAt(folder, noon + minute);
  expect([5, 10, 11].map((n) => second.mayHaveLostPermit(noon + n * minute))).toEqual([true, true, false]);
  await second.close();
  // A stored payment that began later than this start is of before, too.
  const third = await startAt(folder, noon + 20 * minute, noon + 30 * minute);
  expect([30, 31].map((n) => third.mayHaveLostPermit(noon + n * minute))).toEqual([true, false]);
  // The records are read again: what is new in them is of this start.
  third.noteNewest(noon + 40 * minute);
  expect(third.mayHaveLostPermit(noon + 35 * minute)).toBe(false);
});
test('while the stored payments are not read yet, a missing permit proves nothing', async () => {
  const permits = await openPaymentPermits(await temporaryFolder(), silentLog(), 5, () => noon);
  onTestFinished(() => permits.close());
  expect(permits.mayHaveLostPermit(noon + minute)).toBe(true);
  permits.noteNewest(0);
  expect(permits.mayHaveLostPermit(noon + minute)).toBe(false);
});
