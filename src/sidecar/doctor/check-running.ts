import { z } from 'zod';
import { type Health, health } from '../owner/health.ts';
import type { OwnSidecar } from '../owner/owner-call.ts';
import type { DoctorOutside } from './doctor-outside.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const lampAnswer = z.object({ ready: z.boolean(), terminal: z.string(), description: z.string() });

/** The port, and if our own sidecar is on it: its page and the terminal behind that. */
export async function checkRunning(port: number, outside: DoctorOutside): Promise<Finding[]> {
  const own = await outside.ownSidecar();
  const state = health.safeParse((await own?.call('GET', '/health'))?.body).data;
  if (own && state)
    return [ok('port', `${own.port}: our sidecar runs there`), ...(await checkPage(own, state))];
  const answer = port === 0 ? 'free' : await outside.bindable(port);
  const idle = warning(
    'sidecar',
    'is not running',
    'Start it: hipay-ecr start. For every day: hipay-ecr service.',
  );
  if (answer === 'free') return [ok('port', `${port} is free`), idle];
  if (answer === 'EACCES')
    return [
      fault(
        'port',
        `${port} is not allowed to this user`,
        'Choose one above 1023: hipay-ecr setup --yes --local-port N.',
      ),
      idle,
    ];
  const theirs = (await outside.isConnector(port))
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
  return [theirs];
}

async function checkPage(own: OwnSidecar, state: Health): Promise<Finding[]> {
  if (state.page !== 'open')
    return [
      fault(
        'page',
        'no connector page is connected',
        'Open it: hipay-ecr open (with --pair for a new browser).',
      ),
    ];
  const lamp = lampAnswer.safeParse((await own.call('GET', '/check'))?.body).data;
  return [ok('page', 'connected'), checkLamp(lamp), ...checkNotifications(state)];
}

function checkLamp(lamp: z.infer<typeof lampAnswer> | undefined): Finding {
  if (!lamp) return fault('terminal', 'the page did not answer', 'Reload the page.');
  if (lamp.ready) return ok('terminal', `ready (${lamp.description})`);
  if (lamp.terminal === 'paying') return ok('terminal', 'a payment runs');
  return fault(
    'terminal',
    `${lamp.terminal} (${lamp.description})`,
    remedies[lamp.terminal] ?? 'See the page.',
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

function checkNotifications({ notifications }: Health): Finding[] {
  if (!notifications) return [];
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
