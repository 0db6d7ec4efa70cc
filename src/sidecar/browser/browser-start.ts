import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Invitation } from '../access/pairing.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import {
  adoptBrowser,
  type BrowserProcess,
  endBrowser,
  launchBrowser,
  type Processes,
} from './browser-process.ts';
import { dropStaleLock, ownerOf, readNote, writeNote } from './profile-owner.ts';

export interface BrowserOptions {
  readonly platform: NodeJS.Platform;
  /** The browser's own folder: storage, cookies and grants persist there, apart from anybody's private browsing. */
  readonly profile: string;
  /** For a computer without a screen. */
  readonly headless: boolean;
  /** Chromium on Linux refuses to start as root with it. */
  readonly sandbox: boolean;
  /** Never an address with a secret: other users of the computer can read command lines. */
  readonly open: string;
}

/** The command line of the browser that shows the connector page in a window of its own. */
export const browserArguments = ({
  platform,
  profile,
  headless,
  sandbox,
  open,
}: BrowserOptions): string[] => [
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  // After a crash it would ask whether to open the pages again.
  '--hide-crash-restore-bubble',
  // This browser has one page and one purpose: it calls nobody on its own account.
  '--disable-background-networking',
  '--disable-sync',
  // A window behind the till's program is not to be slowed down.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // A keyring that is locked, or there on one day only, would cost the pairing cookie.
  ...(platform === 'linux' ? ['--password-store=basic'] : []),
  ...(headless ? ['--headless=new'] : []),
  ...(sandbox ? [] : ['--no-sandbox']),
  `--app=${open}`,
];

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
