import type {
  AskedSale,
  DoubtElsewhere,
  PermitAnswer,
  PermitRequest,
} from '../../core/connector-api/connector-api.ts';
import { messageOf, type RelayMessage } from '../../core/connector-api/messages.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';

interface KnownOrder {
  readonly records: RecordsFile | undefined;
  readonly mayLackRecords: boolean;
  readonly runningElsewhere: readonly string[];
  /** Name of a records file that was moved away and has records of this order. */
  readonly keptElsewhere?: string | undefined;
}

/** The questions of a page about orders that no till of the sidecar has sent. */
export interface OrderQuestions {
  /** All that the sidecar knows of an order. `runningElsewhere`: its payments that may run in another browser. */
  knownOrder(orderId: string, journal: string | undefined): Promise<KnownOrder>;
  /** The payments in doubt of all browsers that may be the same sale, newest first. */
  doubtsAbout(sale: AskedSale): Promise<DoubtElsewhere[]>;
  /** Gives a refund by hand or of a web till its permit to begin. `isWanted`: its page is still there. */
  permitRefund(request: PermitRequest, isWanted: () => boolean): Promise<PermitAnswer>;
}

/** Answers a page that asks what the sidecar knows of an order. */
export function answerOrderQuestions(
  channel: Channel,
  knownOrder: OrderQuestions['knownOrder'],
  journal: () => string | undefined,
): void {
  channel.onMessage((raw) => {
    const message = messageOf(raw, 'order-asked');
    if (!message) return;
    void knownOrder(message.orderId, journal()).then(
      ({ records, mayLackRecords, runningElsewhere: elsewhere, keptElsewhere }) => {
        const answer: RelayMessage = {
          kind: 'order-known',
          id: message.id,
          known: records ?? recordsFileOf(),
          ...(elsewhere.length > 0 && { elsewhere: [...elsewhere] }),
          ...((mayLackRecords || keptElsewhere !== undefined) && { mayLack: true }),
          ...(keptElsewhere !== undefined && { keptElsewhere }),
        };
        channel.post(answer);
      },
    );
  });
}

/** Answers a page that asks for payments in doubt. Without an answer, the page asks the cashier nothing. */
export function answerDoubtQuestions(channel: Channel, doubtsAbout: OrderQuestions['doubtsAbout']): void {
  channel.onMessage((raw) => {
    const message = messageOf(raw, 'doubts-asked');
    if (!message) return;
    void doubtsAbout(message.sale).then(
      (doubts) => channel.post({ kind: 'doubts-known', id: message.id, doubts }),
      () => {},
    );
  });
}

/** Answers a page that asks for the permit of a refund, if the refund was not sent by a till of the sidecar. */
export function answerRefundQuestions(
  channel: Channel,
  permitRefund: OrderQuestions['permitRefund'],
  isThere: () => boolean,
): void {
  channel.onMessage((raw) => {
    const message = messageOf(raw, 'refund-asked');
    if (!message) return;
    const { id, kind: _, ...asked } = message;
    void permitRefund(asked, isThere).then((answer) => {
      const refusal = typeof answer === 'object' ? { refusal: answer } : {};
      channel.post({ kind: 'refund-answered', id, given: answer === true, ...refusal });
    });
  });
}
