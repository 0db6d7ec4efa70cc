import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** Lets writes of such texts to all files fail as on a full disk, until `free` is called or the test ends. */
export async function fillDisk(texts = /^/): Promise<{ free(): void }> {
  const path = join(tmpdir(), `hipay-ecr-any-file-${process.pid}`);
  const file = await open(path, 'a');
  const { appendFile } = Object.getPrototypeOf(file) as FileHandle;
  const spy = vi.spyOn(Object.getPrototypeOf(file) as FileHandle, 'appendFile').mockImplementation(function (
    this: FileHandle,
    text,
    options,
  ) {
    if (!texts.test(String(text))) return appendFile.call(this, text, options);
    return Promise.reject(new Error('ENOSPC: no space left on device, write'));
  });
  await file.close();
  await rm(path, { force: true });
  onTestFinished(() => spy.mockRestore());
  return { free: () => spy.mockRestore() };
}
