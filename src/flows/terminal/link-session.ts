import type { Clock } from '../../core/ports/host.ts';
import { encodeFrame, FrameDecoder, type Received } from '../../core/terminal/concert-v2/frames.ts';
import {
  afterAnswer,
  afterEnd,
  type LastAnswer,
  type Novelty,
  noLastAnswer,
  noveltyOf,
} from '../../core/terminal/concert-v2/last-answer.ts';
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
import { isEcho } from '../../core/terminal/line-trust.ts';
import type { AnswerAction, Exchange } from './terminal.ts';

/** The last answer of the terminal. It outlives the line: the terminal keeps an undelivered answer while its cable is pulled. */
export interface LastAnswerMemory {
  last: LastAnswer;
}

export interface LinkSessionDeps {
  /** Absent: nothing is remembered beyond this session. */
  readonly lastAnswer?: LastAnswerMemory;
  send(bytes: Uint8Array): Promise<void>;
  note(note: SessionNote): void;
  /** Handles a message that was not requested, perhaps a late answer. */
  onUnrequestedAnswer(body: string): Promise<AnswerAction>;
}

/**
 * Time after which an unfinished frame is dropped. A terminal repeats a failed ENQ after one second, and this ENQ must
 * not be read as a part of the frame.
 */
const unfinishedFrameMs = 900;

/** Bytes of a job that are kept to recognize an echo. */
const maxKeptBytes = 256;

interface RunningJob {
  readonly job: Job;
  readonly sent: number[];
  readonly heard: number[];
  readonly exchange: Exchange | undefined;
  readonly timers: LinkTimers | undefined;
  finish(how: EndOfSession): void;
}

/** Runs the session machine on one open line: bytes, timers, and one job at a time. */
export class LinkSession {
  #state: SessionState = { at: 'idle' };
  #job: RunningJob | undefined;
  #waiting: (() => void)[] = [];
  #stopStep = () => {};
  #stopLimit = () => {};
  #stopFrameTimer = () => {};
  readonly #decoder = new FrameDecoder();
  readonly #lastAnswer: LastAnswerMemory;
  /** On the monotonic clock, as the two below: when the first byte of the running job's request was sent. */
  #requestAt: number | undefined;
  /** When the terminal began its transmission. */
  #spokeAt = 0;
  /** When our last ACK of an answer was sent. */
  #acknowledgedAt = 0;

  constructor(
    private readonly deps: LinkSessionDeps,
    private readonly clock: Clock,
    /** May be changed while no job runs. */
    public timers: LinkTimers,
  ) {
    this.#lastAnswer = deps.lastAnswer ?? { last: noLastAnswer };
  }

  get busy(): boolean {
    return this.#job !== undefined || this.#state.at !== 'idle';
  }

  /**
   * Waits until no other job runs, then runs the job to its end. An abort has an effect only before the frame is sent.
   *
   * @param timers for this job only, instead of the session's timers
   */
  async run(job: Job, exchange?: Exchange, signal?: AbortSignal, timers?: LinkTimers): Promise<EndOfSession> {
    while (this.#job && !signal?.aborted) await this.#jobEnded(signal);
    if (signal?.aborted) return 'abandoned';
    const abandon = () => this.#dispatch({ kind: 'abandon' });
    signal?.addEventListener('abort', abandon);
    try {
      return await new Promise<EndOfSession>((finish) => {
        this.#job = { job, sent: [], heard: [], exchange, timers, finish };
        this.#dispatch({ kind: 'start', job });
      });
    } finally {
      signal?.removeEventListener('abort', abandon);
    }
  }

  /** Resolves when the running job has ended, or when `signal` is aborted. */
  #jobEnded(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = () => {
        this.#waiting = this.#waiting.filter((each) => each !== stop);
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      this.#waiting.push(stop);
      signal?.addEventListener('abort', stop);
    });
  }

  hear(bytes: Uint8Array): void {
    this.#keep(this.#job?.heard, bytes);
    const items = this.#decoder.push(bytes);
    if (items.length === 0) this.#dispatch({ kind: 'progress' });
    for (const item of items) this.#dispatch({ kind: 'received', item: this.#withoutEcho(item) });
    this.#stopFrameTimer();
    if (!this.#decoder.insideFrame) return;
    this.#stopFrameTimer = this.clock.after(unfinishedFrameMs, () => this.#dropUnfinishedFrame());
  }

  #keep(bytes: number[] | undefined, more: Uint8Array): void {
    bytes?.push(...more.subarray(0, Math.max(0, maxKeptBytes - bytes.length)));
  }

  /** Removes the connector's own request: some adapters echo what is sent, and an echo is no answer. */
  #withoutEcho(item: Received): Received {
    const job = this.#job?.job;
    if (item.kind !== 'frame' || job?.kind !== 'request') return item;
    const isOwn = encodeFrame(item.body)?.every((byte, at) => byte === job.frame[at]);
    return isOwn ? { kind: 'discarded', bytes: job.frame } : item;
  }

  /**
   * Drops an unfinished frame while the session only listens. Otherwise the next message after a stray STX would be
   * read as a part of this frame. In other states the step timer drops it.
   */
  #dropUnfinishedFrame(): void {
    if (this.#state.at !== 'idle' && this.#state.at !== 'waiting') return;
    for (const item of this.#decoder.reset()) this.#dispatch({ kind: 'received', item });
  }

  /** Ends a running job, because the device was lost. */
  lost(): void {
    this.#stopFrameTimer();
    this.#decoder.reset();
    this.#dispatch({ kind: 'line-lost' });
  }

  #dispatch(event: SessionEvent): void {
    const before = this.#state;
    const { at } = before;
    const { state, effects } = stepSession(this.#state, event, this.#timersNow);
    this.#state = state;
    if ((at === 'waiting' || at === 'closing') && state.at !== at) this.#spokeAt = this.clock.monotonic();
    if (at !== 'closing' && state.at === 'closing') this.#acknowledgedAt = this.clock.monotonic();
    if (before.at === 'closing' && isEnd(event))
      this.#remember((last) => afterEnd(last, before.body, this.#sinceAck));
    for (const effect of effects) this.#perform(effect);
    if (!this.#job) this.#waiting[0]?.();
  }

  #perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case 'write':
        // After a failed write the line counts as lost. The payment's record shows whether the frame may have been
        // sent.
        this.#keep(this.#job?.sent, effect.bytes);
        if (effect.bytes.length > 1) this.#requestAt ??= this.clock.monotonic();
        this.deps.send(effect.bytes).catch(() => this.lost());
        return;
      case 'arm-step':
        this.#stopStep();
        this.#stopStep = this.clock.after(effect.ms, () => this.#stepTimeout());
        return;
      case 'disarm-step':
        this.#stopStep();
        return;
      case 'arm-limit':
        this.#stopLimit();
        this.#stopLimit = this.clock.after(effect.ms, () => this.#dispatch({ kind: 'limit-timer' }));
        return;
      case 'disarm-limit':
        this.#stopLimit();
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
        if (effect.note === 'answer-repeated') this.#remember(repeated);
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

  /** The timers of the running job. The customer's time ends at the payment's own limit at the latest. */
  get #timersNow(): LinkTimers {
    const timers = this.#job?.timers ?? this.timers;
    const left = this.#job?.exchange?.timeLeft?.();
    if (left === undefined) return timers;
    return { ...timers, customerMs: Math.min(timers.customerMs, Math.max(0, left)) };
  }

  #end(how: EndOfSession): void {
    const running = this.#job;
    this.#job = undefined;
    this.#requestAt = undefined;
    if (!running) return;
    const isUnanswered = how === 'no-answer' || how === 'line-busy';
    running.finish(isUnanswered && isEcho(running.sent, running.heard) ? 'line-echoes' : how);
  }

  async #askPermission(): Promise<void> {
    const granted = await this.#job?.exchange?.allowFrame().catch(() => false);
    this.#dispatch({ kind: granted ? 'permission-granted' : 'permission-refused' });
  }

  async #handOver(body: string, origin: AnswerOrigin): Promise<void> {
    const novelty = this.#noveltyOf(body, origin);
    const isRepeat = novelty === 'repeat';
    const action = isRepeat
      ? this.#takeRepeat(origin)
      : await this.#handle(body, judgedOrigin(origin, novelty));
    // The line may have been lost, and even reopened, while the answer was being stored.
    if (this.#state.at !== 'storing' || this.#state.body !== body) return;
    if ((action === 'acknowledge' || action === 'go-on') && !this.#job?.exchange?.movesNoMoney)
      this.#remember((last) => afterAnswer(last, body, isRepeat));
    const event = {
      acknowledge: 'acknowledge',
      repeat: 'reject',
      ignore: 'ignore',
      'go-on': 'acknowledge-other',
    } as const;
    this.#dispatch({ kind: event[action] });
  }

  async #handle(body: string, origin: AnswerOrigin): Promise<AnswerAction> {
    const handled = isUnrequested(origin)
      ? this.deps.onUnrequestedAnswer(body)
      : this.#job?.exchange?.answer(body, origin);
    return (await handled?.catch(() => undefined)) ?? 'ignore';
  }

  #noveltyOf(body: string, origin: AnswerOrigin): Novelty {
    const { last } = this.#lastAnswer;
    if (isUnrequested(origin)) return noveltyOf(last, body);
    // A collision ends as unknown in any case.
    const exchange = this.#job?.exchange;
    if (origin !== 'awaited' || exchange?.movesNoMoney) return 'new';
    const sinceMs = this.#spokeAt - (this.#requestAt ?? this.#spokeAt);
    return noveltyOf(last, body, { sinceMs, isAccepted: exchange?.isAcceptance?.(body) ?? false });
  }

  /** The terminal did not hear our ACK. Its answer is stored already: it is acknowledged again, and our own answer is still due. */
  #takeRepeat(origin: AnswerOrigin): AnswerAction {
    this.deps.note('answer-repeated');
    return isUnrequested(origin) ? 'acknowledge' : 'go-on';
  }

  get #sinceAck(): number {
    return this.clock.monotonic() - this.#acknowledgedAt;
  }

  #remember(next: (last: LastAnswer) => LastAnswer): void {
    this.#lastAnswer.last = next(this.#lastAnswer.last);
  }
}

const isUnrequested = (origin: AnswerOrigin): boolean => origin === 'unasked' || origin === 'before-request';

const isEnd = (event: SessionEvent): boolean =>
  event.kind === 'received' && event.item.kind === 'control' && event.item.control === 'EOT';

const repeated = (last: LastAnswer): LastAnswer =>
  last.unconfirmed === undefined ? last : afterAnswer(last, last.unconfirmed, true);

const originOfNovelty: Partial<Record<Novelty, AnswerOrigin>> = {
  'perhaps-repeat': 'repeated',
  first: 'first',
};

const judgedOrigin = (origin: AnswerOrigin, novelty: Novelty): AnswerOrigin =>
  origin === 'awaited' ? (originOfNovelty[novelty] ?? origin) : origin;

/** Result of the identification. */
export interface IdentificationResult {
  readonly how: EndOfSession;
  /** True if the terminal has answered the identification. */
  readonly answered: boolean;
  /**
   * True if the frame got a reply: ENQ and ACK pass a line with the wrong parity, a frame does not (concert.md 1.1).
   */
  readonly whole: boolean;
}

interface IdentifyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timers?: LinkTimers;
  /** Called after ENQ was acknowledged, directly before the identification is sent. */
  readonly sending?: () => void;
}

/**
 * Sends an identification in a frame. It moves no money. A V2 terminal refuses the frame, because its length fits none
 * of the V2 frames.
 *
 * @param identification printable ASCII
 * @param handleAnswer handles a frame from the terminal; resolves with `acknowledge` if the frame answers the
 * identification
 */
export async function identifyTerminal(
  session: LinkSession,
  identification: string,
  handleAnswer: (body: string) => Promise<AnswerAction>,
  { signal, timers, sending }: IdentifyOptions = {},
): Promise<IdentificationResult> {
  const frame = encodeFrame(identification);
  if (!frame) throw new Error('bug: an identification that is no printable ASCII');
  let accepted = false;
  let answered = false;
  const how = await session.run(
    { kind: 'request', frame },
    {
      movesNoMoney: true,
      allowFrame: async () => {
        sending?.();
        return true;
      },
      accepted: () => {
        accepted = true;
      },
      answer: async (body) => {
        const action = await handleAnswer(body);
        answered ||= action === 'acknowledge';
        return action;
      },
    },
    signal,
    timers,
  );
  return { how, answered, whole: answered || accepted || how === 'frame-refused' };
}
