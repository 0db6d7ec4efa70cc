import { mkdir, rm } from 'node:fs/promises';
import { releaseFault } from '../../../core/update/release-index.ts';
import { PackageFault } from '../../../core/update/tar-reader.ts';
import { isBeingProven, type UpdatePointer } from '../../../core/update/update-pointer.ts';
import { findOwnSidecar } from '../../access/owner-key.ts';
import { findRunningHome } from '../../access/running-home.ts';
import { type Command, exitCode, type Screen, usageFault } from '../../command-line/command.ts';
import { readOptions } from '../../command-line/options.ts';
import { readConfigFile } from '../../config/config-file.ts';
import { foreignInstallation } from '../../program/foreign-home.ts';
import { commandVariable } from '../../program/lasting-program.ts';
import { version as ownVersion } from '../../program/version.ts';
import { writeFaultText } from '../../system/file-reasons.ts';
import { lockInstallation } from '../../system/folder-lock.ts';
import { isAlive } from '../../system/processes.ts';
import { shellWords } from '../../system/shell-words.ts';
import { thisSystem } from '../../system/systems.ts';
import {
  findOwnInstallation,
  type Installation,
  PointerFault,
  unfinishedPrefix,
  updatingProcesses,
} from '../../updates/installation.ts';
import { ringOfInstallation } from '../../updates/installation-id.ts';
import { getRelease, ReleaseFault } from '../../updates/release-source.ts';
import { findDamage, unpackVersion } from '../../updates/unpack.ts';
import { type OwnerCommandDeps, processDeps } from '../status.ts';
import { checkReplacement } from './check-replacement.ts';
import { handOver } from './hand-over.ts';
import { makeInstallation } from './make-installation.ts';
import { runWatcher } from './run-watcher.ts';

const options = {
  from: { value: 'FILE|URL', help: 'a package (.tgz), a folder of releases, or its https address' },
  now: { help: 'do not wait for update_time; a running payment is waited for in any case' },
  automatic: {
    help: 'for the daily update: only if this ring has its turn, and no version that has failed before',
  },
  install: { value: 'DIR', help: 'make an installation that can be updated, from this copy of the program' },
  watch: { value: 'PID', help: 'for the launcher: watch the new version until it is proven, or go back' },
  replaces: {
    value: 'DIR',
    help: 'for the installer: whether this version may replace that of an installation',
  },
  lower: { help: 'with --replaces: allow a lower version too, if it can read what is stored' },
  config: { value: 'FILE', help: 'the configuration file with update_key (default: as for start)' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/** `hipay-ecr update`: checks a package, unpacks it beside the running version, and lets the running connector switch. */
export const update: Command = {
  summary:
    'updates the program of an installation; it goes back by itself if the new version does not get ready',
  options,
  run: (args) => updateProgram(args, { ...processDeps, findInstallation: findOwnInstallation }),
};

export interface UpdateDeps extends OwnerCommandDeps {
  findInstallation(): Promise<Installation | undefined>;
}

export async function updateProgram(args: readonly string[], deps: UpdateDeps): Promise<number> {
  const { screen } = deps;
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'update', line.error);
  const {
    from,
    watch,
    install,
    replaces,
    lower = false,
    home,
    config,
    now = false,
    automatic = false,
  } = line.values;
  if (replaces !== undefined) return checkReplacement(replaces, lower, screen);
  if (install !== undefined) return makeInstallation(install, screen);
  if (from === undefined && watch === undefined)
    return usageFault(screen, 'update', '--from: expected FILE|URL, the package of the other version');
  const installation = await deps.findInstallation();
  if (!installation) return notInstalled(deps);
  if (watch !== undefined) return runWatcher(Number(watch), installation, deps);
  const folder = await findRunningHome(home, deps.env);
  const file = await readConfigFile(config, folder);
  const updateKey = file?.reading.ok ? file.reading.config.sidecar.updates?.key : undefined;
  const request = { from: from ?? '', updateKey, automatic };
  return runWithLock(installation, screen, async () => {
    const version = await unpackRelease(request, installation, deps);
    if (version === undefined) return exitCode.failed;
    if (version === 'unwanted') return exitCode.ok;
    const sidecar = await findOwnSidecar(folder, deps.fetchUrl);
    const pointer = await installation.pointer();
    if (version === pointer.version) {
      if (!pointer.proving) await installation.noteProven(version, true);
      screen.print(
        `Version ${version} is whole again. ${sidecar ? 'Start the connector again: hipay-ecr stop, then hipay-ecr start.' : 'Start it with hipay-ecr start.'}\n`,
      );
      return exitCode.ok;
    }
    return handOver({ version, as: 'update', atOnce: now, home: folder }, installation, sidecar, screen);
  });
}

/** Runs a command that changes an installation, unless another such command runs. Says why if the installation cannot be used. */
export async function runWithLock(
  installation: Installation,
  screen: Screen,
  run: () => Promise<number>,
): Promise<number> {
  const fail = (error: unknown): number => {
    screen.complain(`${installationFault(error, installation.root)} Nothing was changed.\n`);
    return exitCode.failed;
  };
  const foreign = foreignInstallation(installation.root);
  if (foreign !== undefined) {
    screen.complain(`${foreign} Nothing was changed.\n`);
    return exitCode.failed;
  }
  let unlock: Awaited<ReturnType<typeof lockInstallation>>;
  try {
    unlock = await lockInstallation(installation.root);
  } catch (error) {
    return fail(error);
  }
  if (!unlock) {
    const pid = (await updatingProcesses(installation.root)).find(isAlive);
    const { lockOwner } = shellWords[thisSystem];
    // A program of another user can take the lock too.
    const other =
      pid === undefined && lockOwner !== undefined
        ? ` If none runs, another program holds its lock: ${lockOwner} names it.`
        : '';
    screen.complain(
      `Another update or rollback of ${installation.root} runs${pid === undefined ? '' : ` (process ${pid})`}. Nothing was changed. Repeat the command when it has ended.${other}\n`,
    );
    return exitCode.failed;
  }
  try {
    return await run();
  } catch (error) {
    return fail(error);
  } finally {
    unlock();
  }
}

/** Why an installation cannot be read or written, and what to do. Throws an error that has another cause. */
export function installationFault(error: unknown, root: string): string {
  if (error instanceof PointerFault) return error.message;
  if (error instanceof PackageFault)
    return `A version below ${root} is damaged: ${error.message}. Install it again, or a higher one: hipay-ecr update --from FILE.`;
  const text = writeFaultText(error, root);
  if (text === undefined) throw error;
  return `${text}.`;
}

export function notInstalled({ screen, env }: Pick<UpdateDeps, 'screen' | 'env'>): number {
  if (env[commandVariable] !== undefined)
    screen.complain(
      'Nothing was changed: apt owns this installation. The new version: sudo apt install ./hipay-ecr_VERSION_amd64.deb. To go back, the package of the version before: sudo apt install --allow-downgrades ./hipay-ecr_VERSION_amd64.deb. The records stay, and a version that cannot read them is refused.\n',
    );
  else
    screen.complain(
      'This copy of the program is in no installation folder, so it cannot be updated or go back. Make one with hipay-ecr update --install DIR, or install the new package with npm.\n',
    );
  return exitCode.failed;
}

interface ReleaseRequest {
  readonly from: string;
  readonly updateKey: string | undefined;
  readonly automatic: boolean;
}

/** Unpacks a release and returns its version. `unwanted` if there is no update now. Undefined if a fault was printed. */
async function unpackRelease(
  { from, updateKey, automatic }: ReleaseRequest,
  installation: Installation,
  { screen, fetchUrl }: UpdateDeps,
): Promise<string | undefined> {
  let pointer: UpdatePointer;
  let damage: string | undefined;
  const readInstallation = async () => {
    pointer = await installation.pointer();
    damage = automatic ? undefined : await findDamage(installation.folderOf(pointer.version));
  };
  const checkVersion = (release: { version: string; from?: string | undefined }) => {
    const { failed = [] } = pointer;
    // The release of a damaged version is allowed: it gives that version its files back.
    if (damage !== undefined && release.version === pointer.version) return;
    const running = damage === undefined ? ownVersion : pointer.version;
    const fault = releaseFault({ running, release, failed, automatic });
    if (fault !== undefined) throw automatic ? new Unwanted(fault) : new ReleaseFault(`${from}: ${fault}.`);
    if (pointer.version !== running)
      throw new ReleaseFault(
        `${from}: version ${pointer.version} is the next one to start. Repeat the command when it runs.`,
      );
    if (isBeingProven(pointer))
      throw new ReleaseFault(
        `${from}: version ${pointer.version} is being proven, which takes five minutes of a running connector at most. Repeat the command afterwards; hipay-ecr status tells how it stands.`,
      );
  };
  let ring: number;
  const checkWanted = (index: { version: string; from?: string | undefined; ring: number }) => {
    checkVersion(index);
    if (automatic && ring >= index.ring)
      throw new Unwanted(
        `version ${index.version} is for ${index.ring} % of the installations, not yet for this one`,
      );
  };
  const staging = installation.folderOf(`${unfinishedPrefix}${process.pid}`);
  try {
    ring = await ringOfInstallation(installation.root);
    await readInstallation();
    await installation.removeUnfinished();
    // The folder's name has our process id: a second update names this process, also during the download.
    await mkdir(staging, { recursive: true });
    const release = await getRelease(from, { fetchUrl, updateKey, checkWanted });
    try {
      return await unpackVersion(release.path, installation, release.index?.version, async (version) => {
        // The download takes a while, and an installer or a watcher may have changed the pointer meanwhile.
        await readInstallation();
        checkVersion({ version });
        if (await installation.isHeld(version))
          throw new ReleaseFault(
            `${from}: a connector still runs from version ${version} of this installation. Stop that one, and repeat the command.`,
          );
      });
    } finally {
      await release.tidy();
    }
  } catch (error) {
    if (error instanceof Unwanted) {
      screen.print(`No update: ${error.message}.\n`);
      return 'unwanted';
    }
    screen.complain(`${faultText(error, from, installation.root)}\n`);
    return undefined;
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => {});
  }
}

/** There is no update for this installation now. */
class Unwanted extends Error {}

function faultText(error: unknown, from: string, root: string): string {
  if (error instanceof ReleaseFault) return error.message;
  if (error instanceof PackageFault)
    return `${from} is not unpacked: ${error.message}. Copy the package again; if that does not help, ask its maker. The running version stays.`;
  return `${installationFault(error, root)} The running version stays.`;
}
