import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly cpuMs: number;
}

/** Linux counts in hundredths of a second. */
const tickMs = 10;

function read(pid: string): Process | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const cpuMs = (Number(rest[11]) + Number(rest[12])) * tickMs;
    return { pid: Number(pid), parent: Number(rest[1]), name, cpuMs };
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}

/** CPU milliseconds used until now by this process and its descendants, if their names begin with `name`. */
export function cpuOf(name: string): number {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => read(pid) ?? []);
  const ours = new Set([process.pid]);
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, parent }) => ours.has(parent) && !ours.has(pid));
    for (const { pid } of more) ours.add(pid);
    grown = more.length > 0;
  }
  return all
    .filter((one) => ours.has(one.pid) && one.name.startsWith(name))
    .reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Resident memory of a process, megabytes. */
export function residentMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}
