import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

function chromium(): string {
  try {
    const output = execFileSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium', ['--version'], {
      encoding: 'utf8',
    });
    return /[\d.]+/.exec(output)?.[0] ?? 'unknown';
  } catch {
    return 'none';
  }
}

/** Describes this machine in one line. */
export const machineLine = (): string =>
  [
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    `Chromium ${chromium()}`,
  ].join(', ');
