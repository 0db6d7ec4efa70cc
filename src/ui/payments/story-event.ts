export interface StoryOf {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Somebody wants to see what happened to a payment. Taken by the screen of payments. */
export class StoryEvent extends CustomEvent<StoryOf> {
  static readonly type = 'story';
  constructor({ paymentId, orderId }: StoryOf) {
    super(StoryEvent.type, { detail: { paymentId, orderId }, bubbles: true, composed: true });
  }
}
