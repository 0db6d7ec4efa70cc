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
  stopping(): boolean;
}

export interface StopSwitchParts {
  /** True while a payment runs, or a page speaks with the terminal. */
  readonly busy: () => Promise<boolean>;
  readonly exit: () => void;
  /** Interval of the checks while busy. */
  readonly lookAgainMs: number;
}

export function stopSwitch({ busy, exit, lookAgainMs }: StopSwitchParts): StopSwitch {
  let pressed = false;
  let hasLeft = false;
  const leave = () => {
    if (hasLeft) return;
    hasLeft = true;
    // Lets the answer to GET /stop be sent first.
    setImmediate(exit);
  };
  const leaveWhenIdle = async () => {
    while (await busy()) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    leave();
  };
  return {
    async stop() {
      const first = !pressed;
      pressed = true;
      if (hasLeft || !(await busy())) {
        leave();
        return { message: stopped, stopped: true };
      }
      if (first) void leaveWhenIdle();
      return { message: busyNow, stopped: false };
    },
    stopping: () => pressed,
  };
}
