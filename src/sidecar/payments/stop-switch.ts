/** HiPay's two answers to `GET /stop`, letter by letter, and ours if the configuration has switched it off. */
export type StopAnswer =
  | { readonly message: 'TP-Manager stopped'; readonly stopped: true }
  | { readonly message: 'TP-Manager is busy, will stop when possible'; readonly stopped: false }
  | { readonly message: typeof switchedOff; readonly stopped: false };

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
        return { message: 'TP-Manager stopped', stopped: true };
      }
      if (first) void leaveWhenIdle();
      return { message: 'TP-Manager is busy, will stop when possible', stopped: false };
    },
    stopping: () => pressed,
  };
}
