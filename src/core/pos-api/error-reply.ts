import type { FailureName } from '../failures.ts';
import { failureFields } from './failure-description.ts';
import { restStatus } from './rest-status.ts';

/** What a till gets instead of a payment's answer: nothing was sent to the terminal. */
export interface ErrorBody {
  readonly error: {
    readonly paymentStatus: 'FAILURE';
    readonly errorCode: string;
    readonly errorDescription: string;
  };
}

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

export const errorBody = (failure: FailureName, detail?: string): ErrorBody => ({
  error: { paymentStatus: 'FAILURE', ...failureFields(failure, detail) },
});

/** The seed's error shape with the failure's own HTTP status. */
export const errorReply = (failure: FailureName, detail?: string): Reply<ErrorBody> => ({
  status: restStatus[failure],
  body: errorBody(failure, detail),
});
