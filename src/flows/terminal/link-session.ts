import type { Clock } from '../../core/ports/host.ts';
import { encodeFrame, FrameDecoder } from '../../core/terminal/concert-v2/frames.ts';
import { stepSession } from '../../core/terminal/concert-v2/session.ts';
import type {
  Job,
  LinkTimers,
  SessionEffect,
  SessionEvent,
  SessionNote,
  SessionState,
} from '../../core/terminal/concert-v2/session-states.ts';
import type { AnswerOrigin, EndOfSession } from '../../core/terminal/dialect.ts';
import type { AnswerAction, Exchange } from './terminal.ts';

export interface LinkSessionDeps {
  send(bytes: Uint8Array): Promise<void>;
  note(note: SessionNote): void;
  /** Handles a message that was not requested, perhaps a late answer. */
  unasked(body: string): Promise<AnswerAction>;
}

/**
 * A terminal repeats a failed ENQ after one second. The unfinished frame must be dropped before, so that this ENQ is
 * not read as a part of it.
 */
const strayFrameMs = 900;

interface RunningJob {
  readonly exchange: Exchange | undefined;
  readonly timers: LinkTimers | undefined;
  finish(how: EndOfSession): void;
}

/** Runs the session machine on one open line: bytes, timers, and one job at a time. */
export class LineSession {
  #state: SessionState = { at: 'idle' };
  #job: RunningJob | undefined;
  #waiting: (() => void)[] = [];
  #stopStep = () => {};
  #stopCustomer = () => {};
  #stopStray = () => {};
  readonly #decoder = new FrameDecoder();

  constructor(
    private readonly deps: LinkSessionDeps,
    private readonly clock: Clock,
    /** May be changed while no job runs. */
    public timers: LinkTimers,
  ) {}

  get busy(): boolean {
    return this.#job !== undefined || this.#state.at !== 'idle';
  }

  /**
   * Waits until the line is free, then runs the job to its end. An abort counts only until the frame is sent.
   *
   * @param timers for this job alone
   */
  async run(job: Job, exchange?: Exchange, signal?: AbortSignal, timers?: LinkTimers): Promise<EndOfSession> {
    while (this.busy) await new Promise<void>((free) => this.#waiting.push(free));
    const abandon = () => this.#dispatch({ kind: 'abandon' });
    if (signal?.aborted) return 'abandoned';
    signal?.addEventListener('abort', abandon);
    try {
      return await new Promise<EndOfSession>((finish) => {
        this.#job = { exchange, timers, finish };
        this.#dispatch({ kind: 'start', job });
      });
    } finally {
      signal?.removeEventListener('abort', abandon);
    }
  }

  hear(bytes: Uint8Array): void {
    const items = this.#decoder.push(bytes);
    if (items.length === 0) this.#dispatch({ kind: 'progress' });
    for (const item of items) this.#dispatch({ kind: 'received', item });
    this.#stopStray();
    if (this.#decoder.insideFrame) this.#stopStray = this.clock.after(strayFrameMs, () => this.#endStray());
  }

  /**
   * Drops a frame that stopped in the middle while the session only listens: after a stray STX it would miss the next
   * message. Other states have a timer for this.
   */
  #endStray(): void {
    if (this.#state.at !== 'idle' && this.#state.at !== 'waiting') return;
    for (const item of this.#decoder.reset()) this.#dispatch({ kind: 'received', item });
  }

  /** The device was lost; a running job ends. */
  lost(): void {
    this.#stopStray();
    this.#decoder.reset();
    this.#dispatch({ kind: 'line-lost' });
  }

  #dispatch(event: SessionEvent): void {
    const { state, effects } = stepSession(this.#state, event, this.#job?.timers ?? this.timers);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (!this.busy) this.#waiting.shift()?.();
  }

  #perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case 'write':
        // A failed write is a lost line. The record decides whether anything was sent.
        this.deps.send(effect.bytes).catch(() => this.lost());
        return;
      case 'arm-step':
        this.#stopStep();
        this.#stopStep = this.clock.after(effect.ms, () => this.#stepTimeout());
        return;
      case 'disarm-step':
        this.#stopStep();
        return;
      case 'arm-customer':
        this.#stopCustomer();
        this.#stopCustomer = this.clock.after(effect.ms, () => this.#dispatch({ kind: 'customer-timer' }));
        return;
      case 'disarm-customer':
        this.#stopCustomer();
        return;
      case 'ask-permission':
        void this.#askPermission();
        return;
      case 'accepted':
        this.#job?.exchange?.accepted();
        return;
      case 'answer':
        void this.#handOver(effect.body, effect.origin);
        return;
      case 'ended':
        this.#end(effect.how);
        return;
      case 'note':
        this.deps.note(effect.note);
        return;
      default:
        effect satisfies never;
    }
  }

  #stepTimeout(): void {
    const { insideFrame } = this.#decoder;
    this.#decoder.reset();
    this.#dispatch({ kind: 'step-timer', insideFrame });
  }

  #end(how: EndOfSession): void {
    const job = this.#job;
    this.#job = undefined;
    job?.finish(how);
  }

  async #askPermission(): Promise<void> {
    const granted = await this.#job?.exchange?.permit().catch(() => false);
    this.#dispatch({ kind: granted ? 'permission-granted' : 'permission-refused' });
  }

  async #handOver(body: string, origin: AnswerOrigin): Promise<void> {
    const ours = origin === 'awaited' || origin === 'collision';
    const kept = ours ? this.#job?.exchange?.answer(body, origin) : this.deps.unasked(body);
    const action = (await kept?.catch(() => undefined)) ?? 'ignore';
    // The line may have been lost, and even reopened, while the answer was being stored.
    if (this.#state.at !== 'storing' || this.#state.body !== body) return;
    const event = { acknowledge: 'acknowledge', repeat: 'reject', ignore: 'ignore' } as const;
    this.#dispatch({ kind: event[action] });
  }
}

/** Result of the identification. */
export interface Asked {
  readonly how: EndOfSession;
  /** True if the terminal has answered it. */
  readonly answered: boolean;
  /**
   * True if the frame got a reply: ENQ and ACK pass a line with the wrong parity, a frame does not (concert.md 1.1).
   */
  readonly whole: boolean;
}

interface AskingHow {
  readonly signal?: AbortSignal | undefined;
  readonly timers?: LinkTimers;
  /** Called when ENQ was acknowledged and the question is sent. */
  readonly sending?: () => void;
}

/**
 * Sends an identification in a frame; it moves no money. A V2 terminal refuses it, because its length fits none of the
 * V2 frames.
 *
 * @param question printable ASCII
 * @param keep handles a frame from the terminal; `acknowledge` counts as the answer
 */
export async function identifyTerminal(
  session: LineSession,
  question: string,
  keep: (body: string) => Promise<AnswerAction>,
  { signal, timers, sending }: AskingHow = {},
): Promise<Asked> {
  const frame = encodeFrame(question);
  if (!frame) throw new Error('bug: a question that is no printable ASCII');
  let accepted = false;
  let answered = false;
  const how = await session.run(
    { kind: 'request', frame },
    {
      permit: async () => {
        sending?.();
        return true;
      },
      accepted: () => {
        accepted = true;
      },
      answer: async (body) => {
        const action = await keep(body);
        answered ||= action === 'acknowledge';
        return action;
      },
    },
    signal,
    timers,
  );
  return { how, answered, whole: answered || accepted || how === 'frame-refused' };
}
