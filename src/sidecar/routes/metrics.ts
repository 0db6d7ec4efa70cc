import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import type { RecordCounts } from '../records/record-heads.ts';

/** Metrics for the monitoring of many tills. They contain no order number, no amount of a single payment, and no name. */
export interface Metrics {
  payment(answer: AnsweredPayment, seconds: number): void;
  request(method: string, status: number, times?: number): void;
  /** All metrics, in the format of Prometheus. */
  toText(): Promise<{ readonly text: string; readonly contentType: string }>;
}

type AnsweredPayment = Pick<PaymentAnswer, 'outcome' | 'transactionType' | 'replayed'>;

export interface MetricsDeps {
  readonly hub: Pick<RelayHub, 'snapshot' | 'count' | 'countSilent'>;
  /** Undefined: not known. */
  counts(): RecordCounts | undefined;
}

/** Buckets in seconds: most customers need 5 to 40, and the longest wait is 180. */
const customerSeconds = [1, 2, 5, 10, 20, 40, 60, 90, 120, 180];

export function openMetrics(deps: MetricsDeps, version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'hipay_ecr_' });
  new Gauge({ name: 'hipay_ecr_info', help: 'The version.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const payments = new Counter({
    name: 'hipay_ecr_payments_total',
    help: 'Payments answered to tills.',
    labelNames: ['outcome', 'type', 'replayed'],
    registers,
  });
  const duration = new Histogram({
    name: 'hipay_ecr_payment_seconds',
    help: 'From a till’s request to its answer, the customer’s time included.',
    buckets: customerSeconds,
    registers,
  });
  const requests = new Counter({
    name: 'hipay_ecr_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'status'],
    registers,
  });
  addPageGauges(deps.hub, registers);
  addRecordGauges(deps, registers);
  return {
    payment({ outcome, transactionType, replayed }, seconds) {
      payments.inc({ outcome, type: transactionType, replayed: String(replayed) });
      if (!replayed) duration.observe(seconds);
    },
    request: (method, status, times = 1) => requests.inc({ method, status }, times),
    toText: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}

/** Adds gauges that read the page's state at each request for the metrics. */
function addPageGauges(hub: MetricsDeps['hub'], registers: Registry[]): void {
  new Gauge({
    name: 'hipay_ecr_pages',
    help: 'Connector pages that are connected.',
    registers,
    collect() {
      this.set(hub.count());
    },
  });
  new Gauge({
    name: 'hipay_ecr_pages_not_answering',
    help: 'Connected pages that do not answer heartbeats.',
    registers,
    collect() {
      this.set(hub.countSilent());
    },
  });
  new Gauge({
    name: 'hipay_ecr_terminal_ready',
    help: '1 while the terminal is there and free.',
    registers,
    collect() {
      this.set(hub.snapshot()?.terminal.state === 'ready' ? 1 : 0);
    },
  });
}

/** Adds gauges that count from all journals together. What is not known has no sample. */
function addRecordGauges({ counts }: MetricsDeps, registers: Registry[]): void {
  new Gauge({
    name: 'hipay_ecr_notifications',
    help: 'What HiPay does not have yet.',
    labelNames: ['state'],
    registers,
    collect() {
      const known = counts();
      this.reset();
      if (!known) return;
      this.set({ state: 'pending' }, known.pending);
      this.set({ state: 'parked' }, known.parked);
    },
  });
  new Gauge({
    name: 'hipay_ecr_payments_in_doubt',
    help: 'Payments of which it is not known whether the customer was charged.',
    registers,
    collect() {
      const known = counts();
      if (known) this.set(known.inDoubt);
      else this.remove();
    },
  });
}
