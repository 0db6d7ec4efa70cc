import type { AnswerOrigin } from '../core/terminal/exchange-end.ts';

/** What became of an answer: `repeat` asks the terminal to send it again, `let-go` leaves it unacknowledged. */
export type AnswerFate = 'acknowledge' | 'repeat' | 'let-go';

/** The three moments of an exchange that belong to the payment, not to the line. */
export interface Exchange {
  /** The terminal listens. True: the record says so and the request may go. */
  permit(): Promise<boolean>;
  /** The terminal has the request, or a connection that nobody else uses has taken all of it. */
  accepted(): void;
  /** Resolves once the answer is kept. */
  answer(body: string, origin: AnswerOrigin): Promise<AnswerFate>;
}
