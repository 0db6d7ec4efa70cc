/** Whoever has more origins than this asking at once is no till. */
const mostWaiting = 3;

/**
 * Questions to the person at this page: one at a time, and one an origin however often it asks. A page of many origins
 * brings a few questions and no more.
 */
export class TillQuestions {
  readonly #open = new Map<string, Promise<boolean>>();
  #line: Promise<unknown> = Promise.resolve();

  /** `put` is called when it is this question's turn. False without a question where too many wait. */
  ask(origin: string, put: () => Promise<boolean>): Promise<boolean> {
    const same = this.#open.get(origin);
    if (same) return same;
    if (this.#open.size >= mostWaiting) return Promise.resolve(false);
    const answer = this.#line.then(put).finally(() => this.#open.delete(origin));
    this.#open.set(origin, answer);
    this.#line = answer.catch(() => {});
    return answer;
  }
}
