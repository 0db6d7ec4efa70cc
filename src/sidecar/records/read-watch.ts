import { open } from 'node:fs/promises';
import type { Log } from '../program/log.ts';
import { foreignOwner } from '../system/file-owner.ts';
import { useFault } from '../system/file-reasons.ts';
import { isUnusable } from '../system/held-files.ts';

/** A file of records is there, and cannot be read now. The message names it, and says what to do. */
export class RecordsUnreadable extends Error {}

/** Knows the file that could not be read the last time, until it can be read. */
export class ReadWatch {
  #fault: { readonly path: string; readonly text: string } | undefined;

  constructor(
    /** The path that is reported if an error names none. */
    private readonly usualPath: string,
    private readonly log: Log,
  ) {}

  /** Runs a reading. If a file cannot be read, rejects with `RecordsUnreadable`. */
  async watch<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await task();
    } catch (error) {
      if (!isUnusable(error)) throw error;
      throw new RecordsUnreadable(this.#note(error));
    }
  }

  /** Names the file that cannot be read, and what to do. Undefined: the last reading has worked, or the file can be read again. */
  async fault(): Promise<string | undefined> {
    const fault = this.#fault;
    if (!fault) return undefined;
    const isReadable = await open(fault.path, 'r').then(
      (file) => file.close().then(() => true),
      (error) => !isUnusable(error),
    );
    if (!isReadable) return fault.text;
    if (this.#fault !== fault) return this.#fault?.text;
    this.#fault = undefined;
    this.log.info({ path: fault.path }, 'a file of records can be read again');
    return undefined;
  }

  #note({ code = '', path = this.usualPath }: NodeJS.ErrnoException): string {
    const { reason, remedy } = useFault(code, path, foreignOwner(path));
    const text = `${path} cannot be read (${code}): ${reason}. ${remedy}`;
    // A failure that goes on is reported once.
    if (this.#fault?.text !== text)
      this.log.error({ path, code, reason }, 'a file of records cannot be read');
    this.#fault = { path, text };
    return text;
  }
}
