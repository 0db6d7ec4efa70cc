import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePrivateFile } from '../private-file.ts';

/** A page on the disk that leads the browser to the pairing link. */
export interface InvitationFile {
  readonly url: string;
  remove(): void;
}

/**
 * Writes the pairing link where this user alone can read it. On the browser's command line everybody on the computer
 * could, and whoever is quicker than the browser would be paired in its place (decision 0017).
 */
export async function writeInvitation(folder: string, link: string): Promise<InvitationFile> {
  const path = join(folder, 'open.html');
  await writePrivateFile(path, page(link));
  // One that stays is a nuisance only: the link is dead by then.
  return { url: pathToFileURL(path).href, remove: () => void rm(path, { force: true }).catch(() => {}) };
}

const page = (link: string): string =>
  '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">' +
  `<title>HiPay ECR Connector</title><meta http-equiv="refresh" content="0;url=${link}">\n`;
