import type { CallParams, CallResult } from '../../core/connector-api/connector-api.ts';
import type { SameSaleQuestion } from '../../core/connector-api/snapshot.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';

type Answer = CallResult<'askSameSale'>['answer'];

interface OpenQuestion {
  readonly question: SameSaleQuestion;
  readonly end: (answer: Answer) => void;
  readonly stopUnseen: () => void;
}

export interface SameSaleQuestionsDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly ids: Pick<Ids, 'unique'>;
  /** Shows the question on every page of this browser; undefined ends the display. */
  show(question: SameSaleQuestion | undefined): void;
}

/** Time within which a visible page reports that it shows the question, ms. */
const seenMs = 2000;

/**
 * Asks a person whether a till without order numbers repeats a paid sale or begins a new sale. A question without an
 * answer ends with `none`: after `seenMs` if no visible page shows it, else at its own limit.
 */
export class SameSaleQuestions {
  readonly #open = new Map<string, OpenQuestion>();

  constructor(private readonly deps: SameSaleQuestionsDeps) {}

  ask({ forMs, id, ...asked }: CallParams<'askSameSale'>): Promise<Answer> {
    const { clock, ids } = this.deps;
    const question = { ...asked, id: id ?? ids.unique() };
    return new Promise((resolve) => {
      const end = (answer: Answer) => {
        if (!this.#open.delete(question.id)) return;
        stopUnseen();
        stopWaiting();
        this.#show();
        resolve(answer);
      };
      const stopUnseen = clock.after(Math.min(seenMs, forMs), () => end('none'));
      const stopWaiting = clock.after(forMs, () => end('none'));
      this.#open.set(question.id, { question, end, stopUnseen });
      this.#show();
    });
  }

  /** Returns false if the question has already ended. */
  answer({ id, answer }: CallParams<'answerSameSale'>): boolean {
    const asked = this.#open.get(id);
    if (answer === 'seen') asked?.stopUnseen();
    else asked?.end(answer);
    return asked !== undefined;
  }

  /** Shows the oldest question. A second question that comes meanwhile is not seen, so it ends after `seenMs`. */
  #show(): void {
    const [first] = this.#open.values();
    this.deps.show(first?.question);
  }
}
