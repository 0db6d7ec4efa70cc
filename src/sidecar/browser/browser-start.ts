import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Invitation } from '../access/pairing.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { keyringOptions } from '../system/browsers.ts';
import type { Processes } from '../system/processes.ts';
import type { System } from '../system/systems.ts';
import { adoptBrowser, type BrowserProcess, endBrowser, launchBrowser } from './browser-process.ts';
import { dropStaleLock, ownerOf, readNote, writeNote } from './profile-owner.ts';

export interface BrowserOptions {
  readonly system: System;
  /** Profile folder of this browser only: its storage, cookies and grants are separate from people's own browsing. */
  readonly profile: string;
  /** For a computer without a screen. */
  readonly headless: boolean;
  /** False as root on Linux, where Chromium does not start with its sandbox. */
  readonly sandbox: boolean;
  /** Address to open. It must hold no secret: other users of the computer can read command lines. */
  readonly open: string;
}

/** The command line of the browser that shows the connector page in a window of its own. */
export const browserArguments = ({ system, profile, headless, sandbox, open }: BrowserOptions): string[] => [
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  // Suppresses the question whether to open the pages again after a crash.
  '--hide-crash-restore-bubble',
  // The browser only shows the connector page, so its own connections (such as sync) are switched off.
  '--disable-background-networking',
  '--disable-sync',
  // The browser must not slow down its window while the till's program covers it.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  ...keyringOptions[system],
  ...(headless ? ['--headless=new'] : []),
  ...(sandbox ? [] : ['--no-sandbox']),
  `--app=${open}`,
];

/** A file with a page that redirects the browser to the pairing link. */
export interface InvitationFile {
  readonly url: string;
  remove(): void;
}

/**
 * Writes the pairing link to a file that only this user can read. The link is not on the browser's command line, which
 * every user of the computer can read: another program could use the link before the browser does (decision 0017).
 */
export async function writeInvitation(folder: string, link: string): Promise<InvitationFile> {
  const path = join(folder, 'open.html');
  await writePrivateFile(path, redirectPage(link));
  // A file that cannot be removed does no harm: its link is not valid any more.
  return { url: pathToFileURL(path).href, remove: () => void rm(path, { force: true }).catch(() => {}) };
}

const redirectPage = (link: string): string =>
  '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">' +
  `<title>HiPay ECR Connector</title><meta http-equiv="refresh" content="0;url=${link}">\n`;

/** The browser to start and keep running, as the command line describes it. */
export interface KeptBrowser {
  /** Finds the browser's program. Called at each start, because an update may move it. */
  readonly find: () => string | undefined;
  readonly system: System;
  readonly processes: Processes;
  readonly headless: boolean;
  readonly sandbox: boolean;
}

export interface BrowserStartDeps extends KeptBrowser {
  readonly folder: string;
  /** Address of the connector page. */
  readonly pageUrl: string;
  /** Makes a pairing token for the browser. Rejects if that is not possible any more. */
  invite(): Invitation | Promise<Invitation>;
  readonly log: Log;
}

export interface StartedBrowser {
  readonly browser: BrowserProcess;
  /** Withdraws the pairing link and removes its file: at once (`now`), or only if the link was used (`used`). */
  dropInvitation(when: 'used' | 'now'): void;
}

/**
 * Takes over the browser that already uses the profile, or starts a new browser. Rejects if that fails, for instance
 * because no browser is installed.
 */
export async function startBrowser(deps: BrowserStartDeps): Promise<StartedBrowser> {
  const profile = join(deps.folder, 'browser');
  const notePath = join(deps.folder, 'browser.json');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const orphan = await findOrphan(deps, profile, notePath);
  if (orphan) {
    deps.log.info({ browser: orphan.pid }, 'browser of an earlier start is used on');
    return { browser: orphan, dropInvitation: () => {} };
  }
  const program = deps.find();
  if (program === undefined) throw new Error('no browser is there');
  const invitation = await deps.invite();
  const invitationFile = await writeInvitation(deps.folder, `${deps.pageUrl}/#pair=${invitation.token}`);
  const dropInvitation = (when: 'used' | 'now') => {
    if (when === 'used' && invitation.isOpen()) return;
    invitation.withdraw();
    invitationFile.remove();
  };
  try {
    const args = browserArguments({ ...deps, profile, open: invitationFile.url });
    const browser = await launchBrowser(program, args, join(deps.folder, 'browser.log'));
    const { pageUrl: page, headless } = deps;
    writeNote(notePath, { pid: browser.pid, keeper: process.pid, page, headless });
    deps.log.info({ browser: browser.pid }, 'browser started');
    return { browser, dropInvitation: dropInvitation };
  } catch (error) {
    dropInvitation('now');
    throw error;
  }
}

/**
 * Finds a browser that an earlier sidecar left running. A browser with the same page and the same `headless` is taken over,
 * because a payment may run in it; any other browser is ended. Throws if another running sidecar keeps this browser.
 */
async function findOrphan(
  { processes, pageUrl, headless, log }: BrowserStartDeps,
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
  if (note?.page === pageUrl && note.headless === headless) {
    writeNote(notePath, { ...note, pid, keeper: process.pid });
    return browser;
  }
  log.warn({ browser: pid }, 'a browser of an earlier start is ended: it shows another page');
  await endBrowser(browser, processes);
  return undefined;
}
