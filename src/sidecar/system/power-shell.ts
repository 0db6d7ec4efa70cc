import { execFile } from 'node:child_process';

/**
 * Evaluates a PowerShell expression and returns its text, empty if it fails. PowerShell sends the text as Base64 of UTF-8: version
 * 5.1 would write it in the code page of the console, and "Élise" would arrive with other letters.
 */
export const askPowerShell = (
  expression: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> =>
  new Promise((resolve) => {
    execFile(
      'powershell',
      ['-NoProfile', '-NonInteractive', '-Command', inBase64(expression)],
      { env: { ...process.env, ...env }, timeout: 20_000, windowsHide: true },
      (error, answer) => resolve(error ? '' : Buffer.from(answer.trim(), 'base64').toString('utf8')),
    );
  });

const inBase64 = (expression: string): string =>
  `[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string](${expression})))`;
