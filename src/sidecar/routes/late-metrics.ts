import type { Metrics } from './metrics.ts';

/** Then the library comes unasked: what is kept for it must not grow without end. */
const mostKept = 500;

interface Requests {
  readonly method: string;
  readonly status: number;
  times: number;
}

/**
 * Counts from the start, and has the library that keeps figures loaded when somebody asks for them: few tills are watched
 * over, and loading it takes every start some 25 ms and 3 MB. `load` fails where the program's files were replaced while it
 * ran; nothing but the figures is lost then.
 */
export function lateMetrics(load: () => Promise<Metrics>): Metrics {
  const requests = new Map<string, Requests>();
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
  const metrics = () => {
    loading ??= loadNow();
    return loading;
  };
  return {
    payment({ outcome, transactionType, replayed }, seconds) {
      const answer = { outcome, transactionType, replayed };
      if (loaded) loaded.payment(answer, seconds);
      // The other half is for what comes while it is being loaded.
      else if (payments.length < 2 * mostKept) payments.push([answer, seconds]);
      if (!loaded && payments.length >= mostKept) metrics().catch(() => {});
    },
    request(method, status) {
      const kind = `${method} ${status}`;
      const same = requests.get(kind);
      if (loaded) loaded.request(method, status);
      else if (same) same.times += 1;
      else requests.set(kind, { method, status, times: 1 });
    },
    shown: async () => (await metrics()).shown(),
  };
}
