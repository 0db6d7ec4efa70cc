import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One thing at a time is asked of the connector about the terminal. `failed`: the last time, the connector did not answer. */
export class TerminalCall implements ReactiveController {
  busy = false;
  failed = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  async run(call: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.failed = false;
    this.host.requestUpdate();
    try {
      await call();
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
