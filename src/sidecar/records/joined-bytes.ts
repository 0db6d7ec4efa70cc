import { type FileHandle, open } from 'node:fs/promises';
import { orAbsent } from '../system/held-files.ts';

const lineEnd = 0x0a;

/** The bytes of these files, one after the other, then the first `size` bytes of an open file. Closes the open file at the end. */
export async function* joinedBytes(
  paths: readonly string[],
  current: FileHandle,
  size: number,
): AsyncGenerator<Buffer> {
  try {
    for (const path of paths) {
      const file = await open(path, 'r').catch(orAbsent);
      if (!file) continue;
      let last: number | undefined;
      for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
        last = chunk.at(-1);
        yield chunk;
      }
      if (last !== undefined && last !== lineEnd) yield Buffer.from('\n');
    }
    if (size > 0)
      yield* current.createReadStream({ end: size - 1, autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await current.close();
  }
}
