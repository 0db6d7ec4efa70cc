import { type System, thisSystem } from './systems.ts';

interface SerialPortDeps {
  /** The names in a folder. Empty if it cannot be read. */
  list(folder: string): readonly string[];
  /** The output of a program. Undefined if it cannot be run, or fails. */
  outputOf(program: string, ...args: readonly string[]): string | undefined;
}

const devices = { linux: /^tty(?:ACM|USB)\d+$/, macos: /^cu\.usb/ };

/** The serial ports to which a terminal may be connected, by the names that people know. No port is opened. */
export function listSerialPorts({ list, outputOf }: SerialPortDeps, system: System = thisSystem): string[] {
  if (system !== 'windows')
    return list('/dev')
      .filter((name) => devices[system].test(name))
      .map((name) => `/dev/${name}`)
      .sort();
  const registry = outputOf('reg', 'query', 'HKLM\\HARDWARE\\DEVICEMAP\\SERIALCOMM') ?? '';
  return [...registry.matchAll(/\bREG_SZ\s+(COM\d+)/g)].map(([, name = '']) => name);
}
