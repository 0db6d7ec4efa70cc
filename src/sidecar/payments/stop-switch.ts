import type { StopAnswer } from '../../core/rest/rest-messages.ts';

/** HiPay's two texts, letter by letter. */
const stopped = 'TP-Manager stopped';
const busyNow = 'TP-Manager is busy, will stop when possible';
/** The connector's own text, if the configuration has switched the call off. */
export const switchedOff = 'TP-Manager goes on: GET /stop is switched off (connector.stop: false)';

export interface StopSwitch {
  /** Stops now, or as soon as no payment runs. */
  stop(): Promise<StopAnswer>;
  /** True from the first call of `stop` on: no payment begins any more. */
  isStopping(): boolean;
}

export interface StopSwitchDeps {
  /** True while a payment runs, or a page speaks with the terminal. */
  readonly busy: () => Promise<boolean>;
  readonly exit: () => void;
  /** Interval of the checks while busy. */
  readonly checkIntervalMs: number;
}

export function stopSwitch({ busy, exit, checkIntervalMs: lookAgainMs }: StopSwitchDeps): StopSwitch {
  let isRequested = false;
  let hasExited = false;
  const exitOnce = () => {
    if (hasExited) return;
    hasExited = true;
    // Lets the answer to GET /stop be sent first.
    setImmediate(exit);
  };
  const exitWhenIdle = async () => {
    while (await busy()) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    exitOnce();
  };
  return {
    async stop() {
      const first = !isRequested;
      isRequested = true;
      if (hasExited || !(await busy())) {
        exitOnce();
        return { message: stopped, stopped: true };
      }
      if (first) void exitWhenIdle();
      return { message: busyNow, stopped: false };
    },
    isStopping: () => isRequested,
  };
}
