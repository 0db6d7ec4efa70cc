import * as z from 'zod/mini';
import { findOwnSidecar } from '../access/owner-key.ts';
import { describeNoAnswer, findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { type OwnerCommandDeps, processDeps } from './status.ts';

const options = {
  customer: { value: 'ID', help: 'the id that the till sends as customer.id' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/** `hipay-ecr erase`: erases what the records say of one customer. The connector must run, because browsers have records too. */
export const erase: Command = {
  summary: 'erases the data of one customer in all records',
  options,
  run: (args) => eraseCustomer(args, processDeps),
};

const eraseAnswer = z.object({ erased: z.int(), waiting: z.int(), browsers: z.int() });

export async function eraseCustomer(
  args: readonly string[],
  { screen, env, fetchUrl }: OwnerCommandDeps,
): Promise<number> {
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'erase', commandLine.error);
  const { customer } = commandLine.values;
  if (customer === undefined || customer === '' || customer.length > 64)
    return usageFault(screen, 'erase', '--customer: expected an id of 1 to 64 characters');
  const folder = await findRunningHome(commandLine.values.home, env);
  const sidecar = await findOwnSidecar(folder, fetchUrl);
  const reply = await sidecar?.call('POST', '/erase', { customer });
  if (!reply) {
    screen.complain(`${(await describeNoAnswer(folder, 'erase')).text}\n`);
    return exitCode.failed;
  }
  const done = eraseAnswer.safeParse(reply.body).data;
  if (reply.status !== 200 || !done) {
    screen.complain(
      `It is not certain that the data is erased: the connector answered ${reply.status}. See its log.\n`,
    );
    return exitCode.failed;
  }
  const { erased, waiting, browsers } = done;
  screen.print(
    [
      `Erased: ${erased} payments in the records of this computer, and in ${browsers} open browsers.`,
      'A browser that is not open erases them when its page is opened the next time.',
      ...(waiting > 0
        ? [
            `${waiting} payments wait: they are in doubt, or HiPay has not been notified. Repeat the command afterwards.`,
          ]
        : []),
      '',
    ].join('\n'),
  );
  return exitCode.ok;
}
