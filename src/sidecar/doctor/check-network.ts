import { gatewayHosts } from '../../core/gateway/gateway-url.ts';
import { clockOffMs, readHttpDate } from '../../core/gateway/hipay-clock.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { DoctorOutside } from './doctor-outside.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** A terminal on the network: is anybody there who takes a call? Nothing is said to it. */
export async function checkNetworkTerminal(
  { terminal }: Settings,
  { reach }: DoctorOutside,
): Promise<Finding[]> {
  if (terminal.link !== 'tcp') return [];
  const { host, port } = terminal.tcp;
  const place = `${host}:${port}`;
  const check = 'network terminal';
  const remedies = {
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
  if (answer === 'open') return [ok(check, `${place} takes calls`)];
  const [found, remedy] = remedies[answer];
  return [fault(check, `${place} ${found}`, remedy)];
}

/** HiPay, without any credentials, and by its answer's date this computer's clock. */
export async function checkHipay(
  { environment, hipay }: Settings,
  { head, now }: DoctorOutside,
): Promise<Finding[]> {
  if (hipay.simulated || hipay.gatewayUrl !== '') return [ok('HiPay', 'simulated: not called')];
  const url = gatewayHosts[environment];
  const answer = await head(url);
  if ('failure' in answer) {
    const remedy = 'Look at the internet connection, proxy and firewall. Payments go on; notifications wait.';
    return [fault('HiPay', `${url} cannot be reached (${answer.failure})`, remedy)];
  }
  const reached = ok('HiPay', `${url} answers`);
  const theirs = readHttpDate(answer.date ?? undefined);
  if (theirs === undefined) return [reached];
  const off = clockOffMs({ theirs, ours: now() });
  if (off === 0) return [reached, ok('clock', 'agrees with HiPay’s')];
  const minutes = Math.round(Math.abs(off) / 60_000);
  const found = `this computer is ${minutes} minutes ${off > 0 ? 'fast' : 'slow'}`;
  return [reached, warning('clock', found, 'Set the clock, and let the system keep it (NTP).')];
}
