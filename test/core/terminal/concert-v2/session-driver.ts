import { FrameDecoder } from '../../../../src/core/terminal/concert-v2/frames.ts';
import { stepSession } from '../../../../src/core/terminal/concert-v2/session.ts';
import type {
  Job,
  LinkTimers,
  SessionEffect,
  SessionEvent,
  SessionState,
} from '../../../../src/core/terminal/concert-v2/session-states.ts';

/** Drives the session machine without a clock: a test fires the timers, or `nextWrite` does. */
export class SessionDriver {
  state: SessionState = { at: 'idle' };
  readonly effects: SessionEffect[] = [];
  /** True: the journal allows the frame at once. */
  allowsFrame = true;
  /** True: the journal stores an answer at once. */
  acknowledge = true;
  #decoder = new FrameDecoder();
  #writes: Uint8Array[] = [];
  stepArmed = false;
  limitArmed = false;
  readonly #timers: LinkTimers;

  constructor(timers: LinkTimers) {
    this.#timers = timers;
  }

  start = (job: Job) => this.send({ kind: 'start', job });

  send(event: SessionEvent): void {
    const { state, effects } = stepSession(this.state, event, this.#timers);
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  hear(bytes: Uint8Array): void {
    const items = this.#decoder.push(bytes);
    if (items.length === 0) this.send({ kind: 'progress' });
    for (const item of items) this.send({ kind: 'received', item });
  }

  fireStep(): void {
    this.stepArmed = false;
    const insideFrame = this.#decoder.insideFrame;
    this.#decoder.reset();
    this.send({ kind: 'step-timer', insideFrame });
  }

  fireLimit(): void {
    this.limitArmed = false;
    this.send({ kind: 'limit-timer' });
  }

  /** Fires the step timer until the machine sends bytes, and returns them. */
  nextWrite(): Uint8Array {
    for (let i = 0; i < 4 && this.#writes.length === 0 && this.stepArmed; i++) this.fireStep();
    const bytes = this.#writes.shift();
    if (!bytes) throw new Error(`nothing was written in state ${this.state.at}`);
    return bytes;
  }

  /** What the machine has written and `nextWrite` has not returned. */
  get unread(): Uint8Array[] {
    return this.#writes;
  }
  get ended(): string[] {
    return this.effects.flatMap((effect) => (effect.kind === 'ended' ? [effect.how] : []));
  }
  get notes(): string[] {
    return this.effects.flatMap((effect) => (effect.kind === 'note' ? [effect.note] : []));
  }
  get answers() {
    return this.effects.flatMap((effect) => (effect.kind === 'answer' ? [effect] : []));
  }

  #perform(effect: SessionEffect): void {
    this.effects.push(effect);
    if (effect.kind === 'write') this.#writes.push(effect.bytes);
    if (effect.kind === 'arm-step') this.stepArmed = true;
    if (effect.kind === 'disarm-step') this.stepArmed = false;
    if (effect.kind === 'arm-limit') this.limitArmed = true;
    if (effect.kind === 'disarm-limit') this.limitArmed = false;
    if (effect.kind === 'ask-permission' && this.allowsFrame) this.send({ kind: 'permission-granted' });
    if (effect.kind === 'answer' && this.acknowledge) this.send({ kind: 'acknowledge' });
  }
}
