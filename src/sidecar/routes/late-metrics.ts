import type { Metrics } from './metrics.ts';

/** Number of buffered payments at which the library is loaded, so that the buffer stays small. */
const loadAtPayments = 500;

interface RequestCount {
  readonly method: string;
  readonly status: number;
  times: number;
}

/**
 * Counts from the start. Loads the metrics library at the first request for metrics, or after `loadAtPayments` payments. Few
 * tills are monitored, and loading the library costs some 25 ms and 3 MB. `load` fails if an update has replaced the
 * running program's files; then only the metrics are lost.
 */
export function lateMetrics(load: () => Promise<Metrics>): Metrics {
  const requests = new Map<string, RequestCount>();
  const payments: Parameters<Metrics['payment']>[] = [];
  let loaded: Metrics | undefined;
  let loading: Promise<Metrics> | undefined;
  const loadNow = async () => {
    const metrics = await load();
    for (const { method, status, times } of requests.values()) metrics.request(method, status, times);
    for (const payment of payments) metrics.payment(...payment);
    loaded = metrics;
    return metrics;
  };
  const loadOnce = () => {
    loading ??= loadNow();
    return loading;
  };
  return {
    payment({ outcome, transactionType, replayed }, seconds) {
      const answer = { outcome, transactionType, replayed };
      if (loaded) loaded.payment(answer, seconds);
      // The second half of the buffer is for the payments that end while the library loads.
      else if (payments.length < 2 * loadAtPayments) payments.push([answer, seconds]);
      if (!loaded && payments.length >= loadAtPayments) loadOnce().catch(() => {});
    },
    request(method, status) {
      const kind = `${method} ${status}`;
      const counted = requests.get(kind);
      if (loaded) loaded.request(method, status);
      else if (counted) counted.times += 1;
      else requests.set(kind, { method, status, times: 1 });
    },
    toText: async () => (await loadOnce()).toText(),
  };
}
