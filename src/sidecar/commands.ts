import type { Commands } from './command-line/command.ts';
import { start } from './start.ts';

/** Every command by its name. */
export const commands: Commands = {
  setup: async () => (await import('./setup/setup.ts')).setup,
  start: () => start,
  doctor: async () => (await import('./doctor/doctor.ts')).doctor,
  status: async () => (await import('./owner/status.ts')).status,
  open: async () => (await import('./owner/open.ts')).open,
  export: async () => (await import('./export/export-records.ts')).exportRecords,
  policy: async () => (await import('./policy/policy.ts')).policy,
  service: async () => (await import('./service/service.ts')).service,
  simulate: async () => (await import('./simulate-terminal.ts')).simulateTerminal,
  'hash-password': async () => (await import('./hash-password.ts')).hashPassword,
};
