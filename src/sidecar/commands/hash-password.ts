import { createInterface } from 'node:readline/promises';
import { digestOf, writeDigest } from '../access/password-digest.ts';
import { type Command, exitCode, processScreen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';

/** `hipay-ecr hash-password`: reads a password from stdin and prints its digest for `api_password`. */
export const hashPassword: Command = {
  summary: 'reads a password, prints what may stand for it as api_password',
  options: {},
  async run(args) {
    const commandLine = readOptions({}, args);
    if (!commandLine.ok) return usageFault(processScreen, 'hash-password', commandLine.error);
    const input = createInterface({ input: process.stdin });
    processScreen.complain('Password, then Enter: ');
    for await (const password of input) {
      input.close();
      processScreen.print(`${writeDigest(await digestOf(password))}\n`);
      return exitCode.ok;
    }
    return exitCode.failed;
  },
};
