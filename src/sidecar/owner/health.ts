import { z } from 'zod';

/** What `GET /health` says, as far as the commands read it. */
export const health = z.object({
  status: z.string(),
  version: z.string(),
  environment: z.string(),
  page: z.enum(['open', 'not-open']),
  terminal: z.string().optional(),
  notifications: z.object({ pending: z.number(), parked: z.number() }).optional(),
  simulated: z.object({ terminal: z.boolean(), gateway: z.boolean() }).optional(),
});
export type Health = z.infer<typeof health>;

/** A sidecar's health in words, and what to do where something is missing. */
export function healthWords(state: Health, home: string): string[] {
  const { notifications, simulated } = state;
  const { pending = 0, parked = 0 } = notifications ?? {};
  const parts = simulated ? Object.entries(simulated).flatMap(([name, is]) => (is ? [name] : [])) : [];
  return [
    `${state.status === 'ready' ? 'Ready to take payments' : 'NOT ready to take payments'}: ${home}`,
    `version       ${state.version}, environment ${state.environment}`,
    `page          ${state.page === 'open' ? 'open' : 'not open: run hipay-ecr open'}`,
    ...(state.terminal ? [`terminal      ${state.terminal}`] : []),
    ...(notifications
      ? [`notifications ${pending} pending, ${parked} parked${parked ? ': see the page' : ''}`]
      : []),
    ...(parts.length > 0 ? [`SIMULATED     ${parts.join(' and ')}`] : []),
  ];
}
