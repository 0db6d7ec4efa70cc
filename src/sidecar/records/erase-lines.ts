import { type FileHandle, open } from 'node:fs/promises';
import { parseJson } from '../../core/parse-json.ts';
import { personalFields, personalParts } from '../../core/records/erasing.ts';
import { isObject } from '../../core/stored-object.ts';
import { type Line, linesOf } from './file-lines.ts';
import { type LineHead, parseLineHead } from './record-line.ts';

// What a line says of its customer is overwritten in its place by the same number of bytes. So no other line moves, and every
// index stays right. The line itself stays: it proves what was charged.

export type WantedLine = (line: LineHead) => boolean | Promise<boolean>;

const isPersonalPart = (name: string): boolean => (personalParts as readonly string[]).includes(name);

const emptyTexts: ReadonlySet<string> = new Set(['', '[]', '{}', '""']);
/** Most requests have empty parts. They stay, so that a line without a customer is not overwritten. */
const isEmpty = (value: unknown): boolean =>
  emptyTexts.has(typeof value === 'string' ? value : JSON.stringify(value));

/** The stored record without the parts that name the customer. Parts that this version does not know stay. */
function recordWithoutCustomer(record: unknown): unknown {
  if (!isObject(record)) return record;
  const { request, asWritten, ...rest } = record;
  return {
    ...rest,
    ...(request !== undefined && { request: withoutParts(request) }),
    ...(asWritten !== undefined && { asWritten: recordWithoutCustomer(asWritten) }),
  };
}

const withoutParts = (request: unknown): unknown =>
  isObject(request)
    ? Object.fromEntries(
        Object.entries(request).filter(([name, value]) => !isPersonalPart(name) || isEmpty(value)),
      )
    : request;

const isPersonalField = (field: unknown): boolean =>
  Array.isArray(field) && personalFields.has(String(field[0])) && !isEmpty(field[1]);

function entryWithoutCustomer(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { fields, asWritten, ...rest } = entry;
  const kept = Array.isArray(fields) ? fields.filter((field) => !isPersonalField(field)) : fields;
  return {
    ...rest,
    ...(fields !== undefined && { fields: kept }),
    ...(asWritten !== undefined && { asWritten: entryWithoutCustomer(asWritten) }),
  };
}

/** The line without its customer, padded to its old length in bytes; undefined if the line has no customer. */
export function eraseInLine(text: string): string | undefined {
  const line = parseJson(text);
  if (!isObject(line)) return undefined;
  const erased =
    line['kind'] === 'payment'
      ? { ...line, record: recordWithoutCustomer(line['record']) }
      : { ...line, entry: entryWithoutCustomer(line['entry']) };
  const written = JSON.stringify(erased);
  // Nothing was left out, so nothing has become shorter.
  if (Buffer.byteLength(written) >= Buffer.byteLength(text.trimEnd())) return undefined;
  return written + ' '.repeat(Buffer.byteLength(text) - Buffer.byteLength(written));
}

/** Number of lines that are overwritten together, while nothing else uses the file. */
const batchSize = 100;

/** The wanted lines of a file that name a customer, already without the customer, in batches. */
async function* makeErasedLines(path: string, size: number, isWanted: WantedLine): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  for await (const { place, text } of linesOf(path, size)) {
    const head = parseLineHead(text);
    if (!head || !(await isWanted(head))) continue;
    const erased = eraseInLine(text);
    if (erased === undefined) continue;
    batch.push({ place, text: erased });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Overwrites the customer in the wanted lines of a file.
 *
 * @param size the lines up to this place are looked at
 * @param exclusive runs the writing while no other task reads or writes the file
 */
export async function eraseInFile(
  path: string,
  size: number,
  isWanted: WantedLine,
  exclusive: (task: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for await (const batch of makeErasedLines(path, size, isWanted))
      await exclusive(() => overwrite(file, batch));
  } finally {
    await file.close();
  }
}

async function overwrite(file: FileHandle, lines: readonly Line[]): Promise<void> {
  for (const { place, text } of lines) {
    const bytes = Buffer.from(text);
    await file.write(bytes, 0, bytes.length, place);
  }
  await file.datasync();
}
