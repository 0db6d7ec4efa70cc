import type { DoctorOutside } from './doctor-outside.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** The Node that this is, and until when somebody mends it. */
export function checkNode({ nodeVersion }: DoctorOutside): Finding {
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

/** The home folder: the records' second copy goes there with every payment. */
export async function checkFolder({ folder, writable, freeBytes }: DoctorOutside): Promise<Finding[]> {
  const may = await writable(folder);
  if (may !== 'yes')
    return [
      fault(
        'home folder',
        `${folder} cannot be written (${may})`,
        'Give it to this user, or choose another: --home.',
      ),
    ];
  const free = await freeBytes(folder);
  const home = ok('home folder', folder);
  if (free === undefined) return [home];
  const said = `${Math.floor(free / megabyte)} MB free`;
  if (free < 50 * megabyte) return [home, fault('disk', said, 'Make room: records could not be written.')];
  if (free < 500 * megabyte) return [home, warning('disk', said, 'Make room before it is full.')];
  return [home, ok('disk', said)];
}

/** Linux gives serial devices to a group; a user outside it sees the terminal and cannot open it. */
export async function checkSerialDevices({ platform, list, writable }: DoctorOutside): Promise<Finding[]> {
  if (platform !== 'linux') return [];
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
    const may = await writable(path);
    return may === 'yes'
      ? ok('serial device', path)
      : fault(
          'serial device',
          `${path} may not be opened by this user (${may})`,
          'sudo usermod -a -G dialout $USER, then log out and in again.',
        );
  });
  return Promise.all(findings);
}
