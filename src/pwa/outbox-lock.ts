/** One deliverer in this browser at a time: the owner's worker, or the service worker when every tab is closed. */
export const deliverAlone = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('hipay-ecr-outbox', work);

/** The name under which the browser is asked to wake the service worker when the network is back. */
export const outboxSync = 'hipay-ecr-outbox';
