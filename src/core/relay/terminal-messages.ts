import { z } from 'zod';
import { serialSettings, terminalLanguages } from '../settings/settings.ts';

/** What *Find my terminal* found, for the sidecar's configuration file. A terminal on the network has no line. */
export const foundTerminal = z.object({
  language: z.enum(terminalLanguages),
  serial: serialSettings.optional(),
});
export type FoundTerminal = z.infer<typeof foundTerminal>;

/** Whether the file says so now. */
export const terminalKept = z.object({ kept: z.boolean() });

/** Where the sidecar takes it: below the connector's path, for the pairing cookie is sent there alone. */
export const terminalKeepPath = '/connector/terminal';
