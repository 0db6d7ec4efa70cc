import { join } from 'node:path';
import { isReadableBy } from '../../../core/update/switch-fault.ts';
import { isBeingProven } from '../../../core/update/update-pointer.ts';
import { findOwnSidecar } from '../../access/owner-key.ts';
import { findRunningHome } from '../../access/running-home.ts';
import { type Command, exitCode, usageFault } from '../../command-line/command.ts';
import { readOptions } from '../../command-line/options.ts';
import { findOwnInstallation } from '../../updates/installation.ts';
import { readPackageFile, readStoringVersion } from '../../updates/package-file.ts';
import { processDeps } from '../status.ts';
import { handOver } from './hand-over.ts';
import { notInstalled, runWithLock, type UpdateDeps } from './update.ts';

const options = {
  now: { help: 'do not wait for update_time; a running payment is waited for in any case' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/** `hipay-ecr rollback`: back to the version before. */
export const rollback: Command = {
  summary: 'goes back to the version before the last update',
  options,
  run: (args) => rollBackProgram(args, { ...processDeps, findInstallation: findOwnInstallation }),
};

export async function rollBackProgram(args: readonly string[], deps: UpdateDeps): Promise<number> {
  const { screen, env, fetchUrl } = deps;
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'rollback', line.error);
  const installation = await deps.findInstallation();
  if (!installation) return notInstalled(deps);
  const goBack = async () => {
    const pointer = await installation.pointer();
    const { version, previous } = pointer;
    const fail = (text: string): number => {
      screen.complain(`${text}\n`);
      return exitCode.failed;
    };
    if (previous === undefined || !(await installation.hasVersion(previous)))
      return fail(
        `${installation.root} has no version before ${version}. Nothing was changed. Install another version: hipay-ecr update --from FILE, or make a new installation.`,
      );
    const [before, present] = await Promise.all([
      readPackageFile(installation.folderOf(previous)),
      readStoringVersion(installation.folderOf(version), version),
    ]);
    if (present.storedForms === undefined)
      return fail(
        `Version ${version} is damaged, so it is not known whether version ${previous} reads what it stores: payments would not be seen, and could be charged twice. So nothing was changed. Install version ${version} again, or a higher one: hipay-ecr update --from FILE.`,
      );
    if (!isReadableBy(before, present))
      return fail(
        `Version ${previous} cannot read what version ${version} stores: payments would not be seen, and could be charged twice. So nothing was changed. ${
          isBeingProven(pointer)
            ? `Version ${version} is being proven, which takes five minutes of a running connector at most. After that`
            : 'Instead'
        }, install a version above ${version}: hipay-ecr update --from FILE.`,
      );
    const home = await findRunningHome(line.values.home, env);
    const sidecar = await findOwnSidecar(home, fetchUrl);
    const request = { version: previous, as: 'rollback', atOnce: line.values.now === true, home } as const;
    return handOver(request, installation, sidecar, screen);
  };
  return runWithLock(installation, screen, async () => {
    const waiting = await installation.waiting();
    const code = await goBack();
    if (waiting?.as !== 'update') return code;
    const { version } = waiting;
    if (code === exitCode.ok)
      screen.print(`The update to version ${version}, which waited, is called off.\n`);
    else
      screen.complain(
        `Version ${version} waits for its switch. To call it off: delete ${join(installation.root, 'waiting.json')}, then start the connector again (hipay-ecr stop, then hipay-ecr start).\n`,
      );
    return code;
  });
}
