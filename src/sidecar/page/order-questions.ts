import type { PermitAnswer, PermitRequest } from '../../core/connector-api/connector-api.ts';
import { messageOf, type RelayMessage } from '../../core/connector-api/messages.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';

interface OrderOfHub {
  readonly records: RecordsFile | undefined;
  readonly mayLackRecords: boolean;
  readonly elsewhere: readonly string[];
  /** The file, moved away, that has records of this order. */
  readonly keptElsewhere?: string | undefined;
}

/** What a page asks the sidecar about orders that no till of the sidecar has sent. */
export interface OrderQuestions {
  /** All that the sidecar knows of an order. `elsewhere`: its payments that may run in a browser with another journal. */
  knownOrder(orderId: string, journal: string | undefined): Promise<OrderOfHub>;
  /** Gives a refund by hand or of a web till its permit to begin. `isWanted`: its page is still there. */
  permitRefund(request: PermitRequest, isWanted: () => boolean): Promise<PermitAnswer>;
}

/** Answers a page that asks what the sidecar knows of an order. */
export function answerOrders(
  channel: Channel,
  knownOrder: OrderQuestions['knownOrder'],
  journal: () => string | undefined,
): void {
  channel.onMessage((raw) => {
    const message = messageOf(raw, 'order-asked');
    if (!message) return;
    void knownOrder(message.orderId, journal()).then(
      ({ records, mayLackRecords, elsewhere, keptElsewhere }) => {
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

/** Answers a page that asks for the permit of a refund which no till of the sidecar has sent. */
export function answerRefunds(
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
