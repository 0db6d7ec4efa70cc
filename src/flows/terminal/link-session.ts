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
  /** The terminal speaks without being asked: perhaps a late answer. */
  unasked(body: string): Promise<AnswerAction>;
}

/** A terminal that calls in vain calls again after a second: by then its ENQ must not be taken for a frame's byte. */
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
   * Waits for the line to be free, then runs the job to its end. An abort counts only until the frame is out.
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

  /** Steps with a timer end a frame that stops by themselves. While we only listen, a stray STX must not deafen us. */
  #endStray(): void {
    if (this.#state.at !== 'idle' && this.#state.at !== 'waiting') return;
    for (const item of this.#decoder.reset()) this.#dispatch({ kind: 'received', item });
  }

  /** The device is gone. A running job ends by it. */
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
        // A write that fails is a line that is lost; what the record says decides whether anything was sent.
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
    const fate = (await kept?.catch(() => undefined)) ?? 'ignore';
    // The line may have gone, and even come back, while the answer was being kept.
    if (this.#state.at !== 'storing' || this.#state.body !== body) return;
    const event = { acknowledge: 'acknowledge', repeat: 'reject', ignore: 'ignore' } as const;
    this.#dispatch({ kind: event[fate] });
  }
}

/** What came of the question. */
export interface Asked {
  readonly how: EndOfSession;
  /** The terminal has said who it is. */
  readonly answered: boolean;
  /** A frame got a word of its own: ENQ and ACK cross a line with the wrong parity, a frame does not (concert.md 1.1). */
  readonly whole: boolean;
}

interface AskingHow {
  readonly signal?: AbortSignal | undefined;
  readonly timers?: LinkTimers;
  /** The question's turn has come and ENQ was acknowledged: it goes out now. */
  readonly sending?: () => void;
}

/**
 * Asks the terminal who it is, which moves no money, in a frame. A V2 terminal refuses that question, whose length is none
 * of its frames'.
 *
 * @param question printable ASCII
 * @param keep what to do with a frame that the terminal sends; `acknowledge` counts as the answer
 */
export async function askWho(
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
        const fate = await keep(body);
        answered ||= fate === 'acknowledge';
        return fate;
      },
    },
    signal,
    timers,
  );
  return { how, answered, whole: answered || accepted || how === 'frame-refused' };
}
