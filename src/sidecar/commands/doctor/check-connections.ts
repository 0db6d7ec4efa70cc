import * as z from 'zod/mini';
import { clockOffMs, readHttpDate } from '../../../core/hipay/hipay-clock.ts';
import { gatewayHosts, lookUpHosts } from '../../../core/settings/gateway-url.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { OwnSidecar } from '../../access/owner-key.ts';
import { portNotAllowed } from '../../system/ports.ts';
import { type Health, health } from '../status.ts';
import { type DoctorDeps, type Finding, fault, ok, warning } from './finding.ts';

/** Checks whether a terminal on the network accepts a connection. Sends nothing to it. */
export async function checkNetworkTerminal(
  { terminal }: Settings,
  { reach }: DoctorDeps,
): Promise<Finding[]> {
  if (terminal.link !== 'tcp') return [];
  const { host, port } = terminal.tcp;
  const address = `${host}:${port}`;
  const check = 'network terminal';
  const problems = {
    'unknown-host': [
      'has no such name on this network',
      'Look at terminal_host; an address such as 192.168.1.20 is surest.',
    ],
    refused: [
      'refuses the call',
      "Switch the terminal's till link to IP, and compare the port (terminal_port).",
    ],
    silent: ['does not answer', 'Is the terminal on, and on this network? Does a firewall stand between?'],
  } as const;
  const answer = await reach(host, port);
  if (answer === 'open') return [ok(check, `${address} takes calls`)];
  const [found, remedy] = problems[answer];
  return [fault(check, `${address} ${found}`, remedy)];
}

/** Checks the connection to HiPay, without credentials, and compares this computer's clock with the date of HiPay's answer. */
export async function checkHipay(
  { environment, hipay }: Settings,
  { head, now }: DoctorDeps,
): Promise<Finding[]> {
  if (hipay.simulated || hipay.gatewayUrl !== '') return [ok('HiPay', 'simulated: not called')];
  const url = gatewayHosts[environment];
  const answer = await head(url);
  if ('failure' in answer) {
    const remedy = 'Look at the internet connection, proxy and firewall. Payments go on; notifications wait.';
    return [fault('HiPay', `${url} cannot be reached (${answer.failure})`, remedy)];
  }
  const reached = [ok('HiPay', `${url} answers`), ...(await checkLookUp(lookUpHosts[environment], head))];
  const theirs = readHttpDate(answer.date ?? undefined);
  if (theirs === undefined) return reached;
  const off = clockOffMs({ theirs, ours: now() });
  if (off === 0) return [...reached, ok('clock', 'agrees with HiPay’s')];
  const minutes = Math.round(Math.abs(off) / 60_000);
  const found = `this computer is ${minutes} minutes ${off > 0 ? 'fast' : 'slow'}`;
  return [...reached, warning('clock', found, 'Set the clock, and let the system keep it (NTP).')];
}

async function checkLookUp(url: string, head: DoctorDeps['head']): Promise<Finding[]> {
  const answer = await head(url);
  if (!('failure' in answer)) return [ok('HiPay look-up', `${url} answers`)];
  const remedy =
    'Let the firewall pass this host too. After a lost answer, a notification waits until HiPay can be asked.';
  return [warning('HiPay look-up', `${url} cannot be reached (${answer.failure})`, remedy)];
}

const terminalAnswer = z.object({ ready: z.boolean(), terminal: z.string(), description: z.string() });

/** Checks the port, and, if our own sidecar listens on it, the page and the terminal. */
export async function checkRunning(port: number, deps: DoctorDeps): Promise<Finding[]> {
  const own = await deps.ownSidecar();
  const state = health.safeParse((await own?.call('GET', '/health'))?.body).data;
  if (own && state)
    return [ok('port', `${own.port}: our sidecar runs there`), ...(await checkPage(own, state))];
  const answer = port === 0 ? 'free' : await deps.bindable(port);
  const notRunning = warning(
    'sidecar',
    'is not running',
    'Start it: hipay-ecr start. For every day: hipay-ecr service.',
  );
  if (answer === 'free') return [ok('port', `${port} is free`), notRunning];
  if (answer === 'EACCES') {
    const { found, remedy } = portNotAllowed(port, deps.system);
    return [fault('port', found, `${remedy}; then hipay-ecr setup --yes --local-port N.`), notRunning];
  }
  const taken = (await deps.isConnector(port))
    ? fault(
        'port',
        `${port} is taken by a hipay-ecr of another user or folder`,
        'Stop that one, or ask it with the right --home.',
      )
    : fault(
        'port',
        `${port} is taken by another program`,
        `Stop that program, or change local_port: hipay-ecr setup --yes --local-port N.`,
      );
  return [taken];
}

async function checkPage(own: OwnSidecar, state: Health): Promise<Finding[]> {
  if (state.page === 'not-answering')
    return [
      fault(
        'page',
        'it is open, but does not answer',
        'Reload it, or close it and run hipay-ecr open. A payment that it holds may have been charged: look at the ticket.',
      ),
      ...checkCounts(state),
    ];
  if (state.page !== 'open')
    return [
      fault(
        'page',
        'no connector page is connected',
        state.browser?.state === 'stopped'
          ? 'What keeps its browser does not run. Log the user of the screen in, or see: systemctl --user status hipay-ecr-browser.'
          : 'Open it: hipay-ecr open (with --pair for a new browser).',
      ),
      ...checkCounts(state),
    ];
  const reply = terminalAnswer.safeParse((await own.call('GET', '/check'))?.body).data;
  return [ok('page', 'connected'), checkStatus(reply), ...checkCounts(state)];
}

function checkStatus(reply: z.infer<typeof terminalAnswer> | undefined): Finding {
  if (!reply) return fault('terminal', 'the page did not answer', 'Reload the page.');
  if (reply.ready) return ok('terminal', `ready (${reply.description})`);
  if (reply.terminal === 'paying') return ok('terminal', 'a payment runs');
  return fault(
    'terminal',
    `${reply.terminal} (${reply.description})`,
    remedies[reply.terminal] ?? 'See the page.',
  );
}

const remedies: Record<string, string> = {
  'not-chosen': 'Press Connect terminal on the page, or let hipay-ecr policy grant it.',
  away: 'Plug the terminal in; look at its cable and power.',
  silent: "Switch the terminal's till link on; compare language and line settings (hipay-ecr setup).",
  garbled: 'Its line settings are others: press Find my terminal on the page.',
  'not-ready': 'The terminal is busy or in a menu: bring it to its idle screen.',
  'in-use': 'Another program or page holds the terminal: close it.',
};

/** Checks the undelivered notifications and the payments in doubt of all browser profiles together. */
function checkCounts(state: Health): Finding[] {
  const { paymentsInDoubt = 0 } = state;
  const remedy = 'Compare each with its ticket: see To check on the page.';
  return [
    ...checkNotifications(state),
    ...(paymentsInDoubt > 0
      ? [warning('payments', `${paymentsInDoubt} in doubt: the customer may have been charged`, remedy)]
      : []),
  ];
}

function checkNotifications({ notifications }: Health): Finding[] {
  if (!notifications)
    return [warning('notifications', 'it is not known how many are undelivered', 'Open the page.')];
  const { pending, parked } = notifications;
  if (parked > 0)
    return [
      warning(
        'notifications',
        `HiPay has refused ${parked}`,
        'See the page: most often the HiPay password is wrong.',
      ),
    ];
  return [ok('notifications', `${pending} pending`)];
}
