/** One line of the doctor's: what was looked at, what was found, what to do. */
export interface Finding {
  readonly check: string;
  readonly level: 'ok' | 'warning' | 'fault';
  readonly found: string;
  readonly remedy?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, level: 'ok', found });
export const warning = (check: string, found: string, remedy: string): Finding => ({
  check,
  level: 'warning',
  found,
  remedy,
});
export const fault = (check: string, found: string, remedy: string): Finding => ({
  check,
  level: 'fault',
  found,
  remedy,
});

const words = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' } as const;

/** The findings for a person. */
export function findingLines(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return [
    ...findings.flatMap(({ check, level, found, remedy }) => [
      `${words[level]}  ${check.padEnd(width)}  ${found}`,
      ...(remedy ? [`${' '.repeat(width + 11)}-> ${remedy}`] : []),
    ]),
    '',
    `${count('fault')} faults, ${count('warning')} warnings.`,
  ];
}
