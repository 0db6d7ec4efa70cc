import * as z from 'zod/mini';
import { findOwnSidecar } from '../access/owner-key.ts';
import { describeNoAnswer, findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { describeStarted, isSwitching, switchWithinMs } from '../updates/started-version.ts';
import { type OwnerCommandDeps, processDeps } from './status.ts';

const options = {
  wait: { value: 'SECONDS', help: 'how long to wait for a running payment (default: 200)' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

export interface StopDeps extends OwnerCommandDeps {
  pause(ms: number): Promise<void>;
}

/** `hipay-ecr stop`: never cuts a payment off. An installer runs it before it replaces or removes the program. */
export const stop: Command = {
  summary: 'stops the running connector after its payment, and waits for its end',
  more: `On Windows the scheduled task starts the connector again within five minutes. To keep it stopped: schtasks /Change /TN "HiPay ECR Connector" /DISABLE (and /ENABLE later).`,
  options,
  run: (args) =>
    stopConnector(args, {
      ...processDeps,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
};

const stopAnswer = z.object({ stopped: z.boolean(), message: z.string() });
const lookEveryMs = 100;
/** Longer than a payment, which takes up to 180 s. */
const usualWaitSeconds = 200;

/** Exit code 0: no connector runs with this folder any more. */
export async function stopConnector(args: readonly string[], deps: StopDeps): Promise<number> {
  const { screen, env, fetchUrl, pause, findInstallation } = deps;
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'stop', line.error);
  const { wait = String(usualWaitSeconds) } = line.values;
  if (!/^\d{1,4}$/.test(wait)) return usageFault(screen, 'stop', '--wait: expected seconds');
  const folder = await findRunningHome(line.values.home, env);
  const ask = async () => {
    const sidecar = await findOwnSidecar(folder, fetchUrl);
    return { sidecar, reply: await sidecar?.call('GET', '/stop') };
  };
  let { sidecar, reply } = await ask();
  for (let waited = 0; !reply && waited < switchWithinMs; waited += lookEveryMs) {
    if (!(await isSwitching(folder, Date.now(), findInstallation))) break;
    await pause(lookEveryMs);
    ({ sidecar, reply } = await ask());
  }
  if (!sidecar || !reply) {
    const started = await describeStarted(folder, findInstallation);
    const { isTaken, text } = await describeNoAnswer(folder, 'stop');
    const runs = isTaken || started !== undefined;
    if (runs) screen.complain(`${started ?? text}\n`);
    else screen.print(`${text}\n`);
    return runs ? exitCode.failed : exitCode.ok;
  }
  const { data } = stopAnswer.safeParse(reply.body);
  if (reply.status !== 200 || !data) {
    screen.complain(`${folder}: another program answers at port ${sidecar.port}. Nothing was stopped.\n`);
    return exitCode.failed;
  }
  if (!data.stopped) screen.complain('A payment runs. The connector stops after it.\n');
  // A stopped sidecar removes its running.json last; a killed one leaves it.
  for (let waited = 0; waited <= Number(wait) * 1000; waited += lookEveryMs) {
    if ((await findOwnSidecar(folder, fetchUrl)) === undefined) {
      screen.print('Stopped.\n');
      return exitCode.ok;
    }
    await pause(lookEveryMs);
  }
  screen.complain(`It still runs after ${wait} s: wait for the payment, then try again.\n`);
  return exitCode.failed;
}
