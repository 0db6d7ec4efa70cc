import { sendHint, type WorkerEnd } from './worker-connection.ts';

/** The worker's answer to the hint `leave` or `hold-payments`. */
export interface LeaveAnswer {
  readonly kind: 'leave-answer';
  readonly hint: keyof typeof leaveWaitsMs;
  /** True: no payment runs, and the worker begins none for the time of a reload. */
  readonly mayLeave: boolean;
}

/** Longest waits for the worker's answer. The worker itself holds payments for five minutes at most. */
const leaveWaitsMs = { leave: 5000, 'hold-payments': 305_000 } as const;

/**
 * Asks the worker whether the page may be reloaded. What the page knows of payments is older than what the worker knows, and
 * the worker takes payments until the next page is here. Resolves to false if the worker does not answer.
 *
 * @param hint `hold-payments`: the answer comes after the running payment
 */
export function askToLeave(
  worker: WorkerEnd & Pick<EventTarget, 'removeEventListener'>,
  after: (ms: number, callback: () => void) => () => void,
  hint: LeaveAnswer['hint'] = 'leave',
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (mayLeave: boolean) => {
      stopWaiting();
      worker.removeEventListener('message', listen as EventListener);
      resolve(mayLeave);
    };
    const listen = ({ data }: MessageEvent) => {
      const answer = data as Partial<LeaveAnswer> | null;
      if (answer?.kind === 'leave-answer' && answer.hint === hint) end(answer.mayLeave === true);
    };
    const stopWaiting = after(leaveWaitsMs[hint], () => end(false));
    worker.addEventListener('message', listen);
    sendHint(worker, { kind: hint });
  });
}
