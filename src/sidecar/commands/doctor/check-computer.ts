import type { ShopConfig } from '../../../core/settings/config-file.ts';
import { type ConfigFile, pathsWithSecrets } from '../../config/config-file.ts';
import { useFault } from '../../system/file-reasons.ts';
import { type DoctorDeps, type Finding, fault, ok, warning } from './finding.ts';

/** Checks the version of Node, and whether it still gets security updates. */
export function checkNode({ nodeVersion }: DoctorDeps): Finding {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    return fault(
      'Node',
      `${nodeVersion} is too old`,
      'Install Node 22 or 24 (20.19 is the oldest that works).',
    );
  if (major < 22)
    return warning(
      'Node',
      `${nodeVersion} works, but gets no security updates any more`,
      'Install Node 22 or 24.',
    );
  return ok('Node', nodeVersion);
}

const megabyte = 1_000_000;

/** Checks the home folder, where the second copy of each payment is written. */
export async function checkFolder({ folder, writable, freeBytes, system }: DoctorDeps): Promise<Finding[]> {
  const access = await writable(folder);
  if (access !== 'yes')
    return [
      fault(
        'home folder',
        `${folder} cannot be written (${access})`,
        `${useFault(access, folder, undefined, system).remedy}.`,
      ),
    ];
  const free = await freeBytes(folder);
  const home = ok('home folder', folder);
  if (free === undefined) return [home];
  const space = `${Math.floor(free / megabyte)} MB free`;
  if (free < 50 * megabyte) return [home, fault('disk', space, 'Make room: records could not be written.')];
  if (free < 500 * megabyte) return [home, warning('disk', space, 'Make room before it is full.')];
  return [home, ok('disk', space)];
}

/** Checks each file of the home folder, because the connector does not start with a file that it cannot use. */
export async function checkHomeFiles({ homeFiles, system }: DoctorDeps): Promise<Finding[]> {
  const { owner, files } = await homeFiles();
  return files.flatMap(({ path, user, code }) => {
    if (user !== undefined)
      return fault(
        'home folder',
        `${path} belongs to the user ${user}, and the folder to ${owner}`,
        `sudo chown "${owner}" "${path}"`,
      );
    if (code === undefined) return [];
    const { reason, remedy } = useFault(code, path, undefined, system);
    return fault('home folder', `${path} cannot be read: ${reason} (${code})`, `${remedy}.`);
  });
}

/** Checks whether other users of the computer may read passwords. */
export async function checkSecrets(
  file: ConfigFile | undefined,
  { openSecrets }: DoctorDeps,
): Promise<Finding[]> {
  const open = await openSecrets(pathsWithSecrets(file));
  if (!open) return [];
  const paths = open.paths.join(' and ');
  return [
    open.isCertain
      ? fault('secrets', `other users of this computer can read ${paths}`, open.command)
      : warning('secrets', `it is not known whether other users can read ${paths}`, open.command),
  ];
}

/** Checks access to serial devices: on Linux only the members of a group may open them. */
export async function checkSerialDevices({ system, list, writable }: DoctorDeps): Promise<Finding[]> {
  if (system !== 'linux') return [];
  const devices = (await list('/dev')).filter((name) => /^tty(?:ACM|USB)\d+$/.test(name));
  if (devices.length === 0)
    return [
      warning(
        'serial device',
        'none is plugged in',
        'Plug the terminal in, and switch its till link to USB.',
      ),
    ];
  const findings = devices.map(async (name) => {
    const path = `/dev/${name}`;
    const access = await writable(path);
    return access === 'yes'
      ? ok('serial device', path)
      : fault(
          'serial device',
          `${path} may not be opened by this user (${access})`,
          'sudo usermod -a -G dialout $USER, then log out and in again.',
        );
  });
  return Promise.all(findings);
}

/** Matches the notes about keys that the connector does not use. They need no warning. */
const unusedKeyNote = /not used/;

/** Checks whether there is a valid configuration. */
export function checkConfiguration(file: ConfigFile | undefined): {
  findings: Finding[];
  config: ShopConfig | undefined;
} {
  const check = 'configuration';
  if (!file) {
    const found = 'there is none: everything would be simulated';
    return { findings: [warning(check, found, 'Run hipay-ecr setup.')], config: undefined };
  }
  const { path, reading } = file;
  if (!reading.ok) {
    const remedy = `Correct ${path}, or run hipay-ecr setup --replace.`;
    return { findings: reading.errors.map((error) => fault(check, error, remedy)), config: undefined };
  }
  const doubts = reading.config.notes.filter((note) => !unusedKeyNote.test(note));
  const { environment } = reading.config.settings;
  return {
    findings: [
      ok(check, `${path}, environment ${environment}`),
      ...doubts.map((doubt) => warning(check, doubt, 'Is that meant? If not: hipay-ecr setup.')),
    ],
    config: reading.config,
  };
}

/** Checks whether the program's files are those that were built. No finding if it runs from its sources. */
export async function checkProgram({ program }: DoctorDeps): Promise<Finding[]> {
  const { recorded, found } = await program();
  if (!recorded || !found) return [];
  const changed = (['page', 'sidecar'] as const).filter((part) => recorded[part] !== found[part]);
  if (changed.length === 0)
    return [ok('program', `page ${found.page}`), ok('program', `sidecar ${found.sidecar}`)];
  const remedy =
    'Install this version again (in an installation folder: hipay-ecr update --from FILE), and take payments only then.';
  return [
    fault('program', `not the files that were built (${changed.join(', ')}): changed or damaged`, remedy),
  ];
}
