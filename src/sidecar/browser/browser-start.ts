import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Invitation } from '../auth/pairing.ts';
import type { Log } from '../log.ts';
import { browserArguments } from './browser-arguments.ts';
import { adoptBrowser, type BrowserProcess, endBrowser, launchBrowser } from './browser-process.ts';
import { writeInvitation } from './invitation.ts';
import type { Processes } from './processes.ts';
import { dropStaleLock, ownerOf, readNote, writeNote } from './profile-owner.ts';

/** What the command line says of the browser to keep. */
export interface KeptBrowser {
  /** Looked for at each start: an update may move it. */
  readonly find: () => string | undefined;
  readonly platform: NodeJS.Platform;
  readonly processes: Processes;
  readonly headless: boolean;
  readonly sandbox: boolean;
}

export interface BrowserStartParts extends KeptBrowser {
  readonly folder: string;
  /** Where the page is. */
  readonly home: string;
  invite(): Invitation;
  readonly log: Log;
}

export interface StartedBrowser {
  readonly browser: BrowserProcess;
  /** Takes the pairing link away as soon as it was used, or at once. */
  tidy(when: 'used' | 'now'): void;
}

/** One profile, one browser: the one that uses it already, else a new one. Rejects where that cannot be. */
export async function startBrowser(parts: BrowserStartParts): Promise<StartedBrowser> {
  const profile = join(parts.folder, 'browser');
  const notePath = join(parts.folder, 'browser.json');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const orphan = await findOrphan(parts, profile, notePath);
  if (orphan) {
    parts.log.info({ browser: orphan.pid }, 'browser of an earlier start is used on');
    return { browser: orphan, tidy: () => {} };
  }
  const program = parts.find();
  if (program === undefined) throw new Error('no browser is there');
  const invitation = parts.invite();
  const file = await writeInvitation(parts.folder, `${parts.home}/#pair=${invitation.token}`);
  const tidy = (when: 'used' | 'now') => {
    if (when === 'used' && invitation.open()) return;
    invitation.withdraw();
    file.remove();
  };
  try {
    const args = browserArguments({ ...parts, profile, open: file.url });
    const browser = await launchBrowser(program, args, join(parts.folder, 'browser.log'));
    const { home: page, headless } = parts;
    writeNote(notePath, { pid: browser.pid, keeper: process.pid, page, headless });
    parts.log.info({ browser: browser.pid }, 'browser started');
    return { browser, tidy };
  } catch (error) {
    tidy('now');
    throw error;
  }
}

/** The browser that an earlier sidecar left. It may be in the middle of a payment, so it is used where it can be. */
async function findOrphan(
  { processes, home, headless, log }: BrowserStartParts,
  profile: string,
  notePath: string,
): Promise<BrowserProcess | undefined> {
  const note = readNote(notePath);
  const pid = await ownerOf(profile, note?.pid, processes);
  if (pid === undefined) {
    dropStaleLock(profile);
    return undefined;
  }
  if (note !== undefined && note.keeper !== process.pid && processes.isRunning(note.keeper)) {
    throw new Error(`another sidecar (process ${note.keeper}) keeps the browser of this folder`);
  }
  const browser = adoptBrowser(pid, processes);
  if (note?.page === home && note.headless === headless) {
    writeNote(notePath, { ...note, pid, keeper: process.pid });
    return browser;
  }
  log.warn({ browser: pid }, 'a browser of an earlier start is ended: it shows another page');
  await endBrowser(browser, processes);
  return undefined;
}
