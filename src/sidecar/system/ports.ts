import { type System, thisSystem } from './systems.ts';

export interface PortWords {
  readonly found: string;
  /** Where a person finds a port that works. */
  readonly remedy: string;
}

/** Explains a refused port (EACCES): Windows reserves ranges of ports; elsewhere ports below 1024 need rights. */
export function portNotAllowed(port: number, system: System = thisSystem): PortWords {
  if (system === 'windows')
    return {
      found: `${port} is reserved by Windows, perhaps for Hyper-V, WSL or Docker`,
      remedy:
        'Choose a port that is in none of these ranges: netsh int ipv4 show excludedportrange protocol=tcp',
    };
  return port < 1024
    ? { found: `${port} is not allowed to this user`, remedy: 'Choose a port above 1023' }
    : { found: `${port} is not allowed to this user`, remedy: 'Choose another port' };
}
