import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { writePrivateFile } from '../private-file.ts';

const runningFile = z.object({
  version: z.literal(1),
  port: z.int().min(1).max(65_535),
  pid: z.int(),
  key: z.string(),
});
/** What a sidecar leaves in its home folder while it runs, for the other commands of its owner. */
export type RunningFile = z.infer<typeof runningFile>;

const pathIn = (folder: string): string => join(folder, 'running.json');

/** Leaves the file. Without it only `status` and its like fail, so a payment does not. */
export async function leaveRunningFile(
  folder: string,
  running: Omit<RunningFile, 'version'>,
  log: Log,
): Promise<void> {
  try {
    await writePrivateFile(pathIn(folder), JSON.stringify({ version: 1, ...running }));
  } catch (error) {
    log.warn({ path: pathIn(folder), error: String(error) }, 'status and doctor will not find this sidecar');
  }
}

export async function readRunningFile(folder: string): Promise<RunningFile | undefined> {
  try {
    return runningFile.safeParse(JSON.parse(await readFile(pathIn(folder), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Takes the file away, unless another sidecar has left its own since. */
export async function takeRunningFile(folder: string, key: string): Promise<void> {
  if ((await readRunningFile(folder))?.key === key) await rm(pathIn(folder), { force: true });
}
