import type { Commands } from './command-line/command.ts';
import { start } from './start/start.ts';

/** All commands, by name. */
export const commands: Commands = {
  setup: async () => (await import('./commands/setup/setup.ts')).setup,
  start: () => start,
  doctor: async () => (await import('./commands/doctor/doctor.ts')).doctor,
  status: async () => (await import('./commands/status.ts')).status,
  open: async () => (await import('./commands/open.ts')).open,
  browser: async () => (await import('./commands/browser.ts')).browser,
  launch: async () => (await import('./commands/launch.ts')).launch,
  stop: async () => (await import('./commands/stop.ts')).stop,
  export: async () => (await import('./commands/export.ts')).exportRecords,
  erase: async () => (await import('./commands/erase.ts')).erase,
  policy: async () => (await import('./commands/policy/policy.ts')).policy,
  service: async () => (await import('./commands/service/service.ts')).service,
  update: async () => (await import('./commands/update/update.ts')).update,
  rollback: async () => (await import('./commands/update/rollback.ts')).rollback,
  pilot: async () => (await import('./commands/pilot/pilot.ts')).pilot,
  simulate: async () => (await import('./commands/simulate.ts')).simulateTerminal,
  'hash-password': async () => (await import('./commands/hash-password.ts')).hashPassword,
};
