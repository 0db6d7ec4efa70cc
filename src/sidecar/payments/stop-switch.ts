/** HiPay's two answers to `GET /stop`, to the letter, and ours where the configuration has switched it off. */
export type StopAnswer =
  | { readonly message: 'TP-Manager stopped'; readonly stopped: true }
  | { readonly message: 'TP-Manager is busy, will stop when possible'; readonly stopped: false }
  | { readonly message: typeof switchedOff; readonly stopped: false };

export const switchedOff = 'TP-Manager goes on: GET /stop is switched off (connector.stop: false)';

export interface StopSwitch {
  /** Stops now, or as soon as nothing is under way any more. */
  stop(): Promise<StopAnswer>;
  /** True from the first call on: no payment begins any more. */
  stopping(): boolean;
}

export interface StopSwitchParts {
  /** Is a payment under way, or does a page speak with the terminal? */
  readonly busy: () => Promise<boolean>;
  readonly exit: () => void;
  /** Between two looks while busy. */
  readonly lookAgainMs: number;
}

/** A switch that has not been pressed. */
export function stopSwitch({ busy, exit, lookAgainMs }: StopSwitchParts): StopSwitch {
  let pressed = false;
  let left = false;
  const leave = () => {
    if (left) return;
    left = true;
    // After the answer to GET /stop is on its way.
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
      if (left || !(await busy())) {
        leave();
        return { message: 'TP-Manager stopped', stopped: true };
      }
      if (first) void leaveWhenIdle();
      return { message: 'TP-Manager is busy, will stop when possible', stopped: false };
    },
    stopping: () => pressed,
  };
}
