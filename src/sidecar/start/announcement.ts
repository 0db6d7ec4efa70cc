import { existsSync } from 'node:fs';
import type { KeptBrowser } from '../browser/browser-start.ts';
import type { Log } from '../program/log.ts';
import { findBrowser } from '../system/find-browser.ts';
import { systemProcesses } from '../system/processes.ts';
import type { ShellWords } from '../system/shell-words.ts';
import { thisSystem as system } from '../system/systems.ts';
import type { LaunchPlan } from './launch-plan.ts';
import { anyBrowser, type StartOptions } from './start-options.ts';

const sampleOrder = '{"amount":"10,23","currency":"EUR","transation_type":"Debit"}';

/** The output of a start: first a `ready` line for programs, then the lines for a person. */
export function formatAnnouncement(
  plan: LaunchPlan,
  at: {
    readonly pageUrl: string;
    readonly token: string;
    readonly configPath?: string;
    readonly words: ShellWords;
  },
): string {
  const { user, password } = plan.till;
  // If `-u` has a user name without a password, curl asks for the password.
  const account = plan.isPasswordGenerated ? `${user}:${password}` : user;
  const { curl, quote, shell } = at.words;
  return [
    `ready ${at.pageUrl}/#pair=${at.token}`,
    ...simulatedLines(plan),
    `user name: ${user}`,
    `password:  ${plan.isPasswordGenerated ? password : `api_password of ${at.configPath ?? 'the configuration file'}`}`,
    ...(shell === undefined ? [] : [`in ${shell}:`]),
    `${curl} -u ${account} -H "Content-Type: application/json" -d ${quote(sampleOrder)} ${at.pageUrl}/order`,
    '',
  ].join('\n');
}

function simulatedLines({ settings }: LaunchPlan): string[] {
  const parts = [
    ...(settings.terminal.link === 'simulated' ? ['the terminal'] : []),
    ...(settings.hipay.simulated ? ["HiPay's gateway"] : []),
  ];
  return parts.length > 0 ? [`SIMULATED: ${parts.join(' and ')}. Environment ${settings.environment}.`] : [];
}

/**
 * Finds the browser that the options ask to start and keep running. Returns undefined if they ask for none, and a string,
 * the reason, if it cannot be started.
 */
export function planBrowser(options: StartOptions, log: Log): KeptBrowser | string | undefined {
  const { browser, headless = false } = options;
  if (browser === undefined) return undefined;
  const { env } = process;
  const named = browser === anyBrowser ? undefined : browser;
  const find = () => findBrowser(named, { system, env, exists: existsSync });
  if (find() === undefined) {
    return named === undefined
      ? 'No Chrome, Edge or Chromium is found. Install one, or name it: --browser=PATH.'
      : `--browser: there is no file ${named}.`;
  }
  const root = system === 'linux' && process.getuid?.() === 0;
  const sandbox = !root && options['no-sandbox'] !== true;
  if (!sandbox)
    log.warn(root ? 'as root the browser has no sandbox: use another user' : 'the browser has no sandbox');
  return { find, system, processes: systemProcesses(), headless, sandbox };
}
