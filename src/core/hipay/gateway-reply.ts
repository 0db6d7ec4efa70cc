/** The raw reply to an order or a look-up; `readOrderReply` and `readLookUp` decide its meaning. */
export type GatewayReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      /** True if the answer was longer than what is read: `body` is only its beginning. */
      readonly isCut?: true;
      readonly retryAfter?: string;
      /** The `Date` header, unchanged. Absent if the browser hides it from a page of another origin. */
      readonly date?: string;
    }
  /**
   * `timeout` and `network`: HiPay may or may not have the order. `refused-url`: nothing was sent. `no-sidecar`: the
   * sidecar that relays the order was not reachable or does not know this page.
   */
  | {
      readonly kind: 'no-answer';
      readonly reason:
        | 'timeout'
        | 'network'
        | 'redirect'
        | 'aborted'
        | 'refused-url'
        | 'no-sidecar'
        /** HiPay answered a look-up, and the browser does not let the page read it (CORS). */
        | 'unreadable';
      /** True if it is certain that nothing was sent: no connection to HiPay was made. */
      readonly beforeSending?: true;
    };

/**
 * True for the HTTP statuses of a whole answer of HiPay. The others below 300 are of a part, of a copy that a proxy has changed, or
 * of no answer at all.
 */
export const isWholeAnswer = (status: number): boolean => [200, 201, 202].includes(status);
