import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent } from '../system/held-files.ts';

/** A customer whose data a person wants erased, and the journals that have nothing of this customer any more. */
const erasure = z.object({
  customerId: z.string(),
  /** When it was asked for, epoch ms. */
  at: z.number(),
  doneIn: z.array(z.string()),
});
type Erasure = z.infer<typeof erasure>;
const erasuresFile = z.object({ version: z.literal(1), erasures: z.array(erasure) });

/** The customers to erase, also in browsers that are not open now. */
export interface Erasures {
  /** Resolves once it is on disk. */
  add(customerId: string): Promise<void>;
  /** The customers that this journal may still have. */
  dueIn(journal: string): readonly string[];
  noteDone(customerId: string, journal: string): Promise<void>;
}

/** Opens `erasures.json` in the home folder. It keeps the customer ids, because a browser may come back months later. */
export async function openErasures(folder: string, now: () => number): Promise<Erasures> {
  const path = join(folder, 'erasures.json');
  const text = await readFile(path, 'utf8').catch(orAbsent);
  const byCustomer = new Map<string, Erasure>(
    parseJsonAs(erasuresFile, text)?.erasures.map((each) => [each.customerId, each]),
  );
  let last: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const written = last.then(() =>
      writePrivateFile(path, JSON.stringify({ version: 1, erasures: [...byCustomer.values()] })),
    );
    last = written.catch(() => {});
    return written;
  };
  return {
    add(customerId) {
      byCustomer.set(customerId, { customerId, at: now(), doneIn: [] });
      return write();
    },
    dueIn: (journal) =>
      [...byCustomer.values()]
        .filter(({ doneIn }) => !doneIn.includes(journal))
        .map(({ customerId }) => customerId),
    async noteDone(customerId, journal) {
      const found = byCustomer.get(customerId);
      if (!found || found.doneIn.includes(journal)) return;
      byCustomer.set(customerId, { ...found, doneIn: [...found.doneIn, journal] });
      await write();
    },
  };
}
