// What an exchange with a terminal comes to, whatever the link: the payment machine reads nothing else of the line.

/** Which session the terminal's frame came in. Only `awaited` is the plain answer to our request. */
export type AnswerOrigin = 'awaited' | 'before-request' | 'collision' | 'unasked';

export type EndOfSession =
  | 'answered'
  /** Probe: the terminal is there and free. */
  | 'present'
  /** No ACK to any ENQ: nothing was sent. */
  | 'no-answer'
  /** NAK to the ENQ: nothing was sent. */
  | 'enquiry-refused'
  /** ENQ and ACK cross, a harmless question did not: the line settings do not fit. Nothing was sent. */
  | 'garbled'
  /** NAK to the frame, every time: the terminal has said that it did not take it. */
  | 'frame-refused'
  | 'not-permitted'
  | 'abandoned'
  /** The frame is out and no answer came in time: the outcome is unknown. */
  | 'overdue'
  | 'collided'
  /** What came cannot be read, or could not be kept, and will not be said again: the outcome is unknown. */
  | 'answer-broken'
  /** The device went before the frame. */
  | 'lost-before-frame'
  /** The device went after the frame's first byte: the outcome is unknown. */
  | 'lost-after-frame';
