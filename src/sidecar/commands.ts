import type { Command } from './command-line/command.ts';
import { doctor } from './doctor/doctor.ts';
import { exportRecords } from './export/export-records.ts';
import { hashPassword } from './hash-password.ts';
import { open } from './owner/open.ts';
import { status } from './owner/status.ts';
import { policy } from './policy/policy.ts';
import { service } from './service/service.ts';
import { setup } from './setup/setup.ts';
import { simulateTerminal } from './simulate-terminal.ts';
import { start } from './start.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  setup,
  start,
  doctor,
  status,
  open,
  export: exportRecords,
  policy,
  service,
  simulate: simulateTerminal,
  'hash-password': hashPassword,
};
