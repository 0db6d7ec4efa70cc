import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';

const vectors = fileURLToPath(new URL('../../vectors/older-program/records.jsonl', import.meta.url));

/** The lines that a sidecar wrote for one real payment, paid and notified, from `intended` to `delivered`. */
const sample = readFileSync(vectors, 'utf8')
  .split('\n')
  .filter((line) => /"orderId":"A1"/.test(line))
  .map((line) => `${line}\n`)
  .join('');
const { record } = JSON.parse(sample.slice(0, sample.indexOf('\n'))) as {
  record: { paymentId: string; createdAt: number };
};
const [entryId = ''] = /(?<="entryId":")[^"]+/.exec(sample) ?? [];

/** The sample in pieces: between them are order number, payment id, id of the notification, and times. */
const pieces = sample.split(new RegExp(`("A1"|${record.paymentId}|${entryId}|(?<=[:,])1\\d{12}(?=[,}]))`));

const months = 60;
const day = 86_400_000;

export const orderIdOf = (number: number): string => `Sold_${String(number).padStart(7, '0')}`;

function linesOf(number: number, at: number): string {
  const id = String(number).padStart(12, '0');
  return pieces
    .map((piece) => {
      if (piece === '"A1"') return JSON.stringify(orderIdOf(number));
      if (piece === record.paymentId) return `${piece.slice(0, 24)}${id}`;
      if (piece === entryId) return `${piece.slice(0, 24)}${id}`;
      return /^1\d{12}$/.test(piece) ? String(Number(piece) - record.createdAt + at) : piece;
    })
    .join('');
}

/**
 * Fills a sidecar's folder with `count` paid and notified payments, spread evenly over 60 months until now, as if each month
 * had been closed at its end. The store itself makes the indexes.
 */
export async function fillFolder(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const now = new Date();
  let number = 0;
  for (let ago = months - 1; ago >= 0; ago -= 1) {
    const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1);
    const end = Math.min(Date.now(), Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago + 1, 1) - 1);
    const until = Math.round(((months - ago) / months) * count);
    const name = ago === 0 ? 'records' : `records-${new Date(begin).toISOString().slice(0, 7)}`;
    const file = createWriteStream(join(folder, `${name}.jsonl`), { mode: 0o600, highWaterMark: 4_000_000 });
    const first = number;
    for (; number < until; number += 1) {
      const at = Math.floor(
        begin + ((number - first) / (until - first)) * Math.max(end - begin - day / 100, 0),
      );
      if (!file.write(linesOf(number, at))) await once(file, 'drain');
    }
    file.end();
    await once(file, 'close');
  }
  const store = await openRecordStore(folder, silentLog());
  await store.openIndex();
  await store.close();
}
