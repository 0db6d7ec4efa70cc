import { expect, test } from 'vitest';
import { lateMetrics } from '../../../src/sidecar/routes/late-metrics.ts';
import { openMetrics } from '../../../src/sidecar/routes/metrics.ts';

const noPages = {
  hub: { count: () => 0, countSilent: () => 0, snapshot: () => undefined },
  counts: () => undefined,
};
const sale = { outcome: 'APPROVED', transactionType: 'Debit', replayed: false } as const;

function lateMetricsForTest(fails = false) {
  let loads = 0;
  const metrics = lateMetrics(async () => {
    loads += 1;
    if (fails) throw new Error('its file is gone');
    return openMetrics(noPages, '1.2.3');
  });
  return { metrics, loads: () => loads };
}

const lines = async (metrics: ReturnType<typeof lateMetricsForTest>['metrics'], name: string) =>
  (await metrics.toText()).text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

test('each answer counts everything since the start, also what came before the library was loaded', async () => {
  const { metrics, loads } = lateMetricsForTest();
  metrics.payment(sale, 4);
  metrics.payment(sale, 30);
  for (let i = 0; i < 3; i++) metrics.request('GET', 200);
  metrics.request('POST', 400);
  expect(loads()).toBe(0);
  expect(await lines(metrics, 'hipay_ecr_http_requests_total')).toEqual([
    'hipay_ecr_http_requests_total{method="GET",status="200"} 3',
    'hipay_ecr_http_requests_total{method="POST",status="400"} 1',
  ]);
  expect(await lines(metrics, 'hipay_ecr_payment_seconds_sum')).toEqual(['hipay_ecr_payment_seconds_sum 34']);
  metrics.payment(sale, 1);
  metrics.request('GET', 200);
  const paid = 'hipay_ecr_payments_total{outcome="APPROVED",type="Debit",replayed="false"} 3';
  expect(await lines(metrics, 'hipay_ecr_payments_total')).toEqual([paid]);
  expect((await metrics.toText()).text).toContain('{method="GET",status="200"} 4');
  expect(loads()).toBe(1);
});
test('loads the library after 500 payments, without losing one', async () => {
  const { metrics, loads } = lateMetricsForTest();
  for (let i = 0; i < 499; i++) metrics.payment(sale, 1);
  expect(loads()).toBe(0);
  for (let i = 0; i < 101; i++) metrics.payment(sale, 1);
  expect(loads()).toBe(1);
  expect(await lines(metrics, 'hipay_ecr_payment_seconds_count')).toEqual([
    'hipay_ecr_payment_seconds_count 600',
  ]);
});
test('a library that cannot be loaded fails /metrics, but no payment', async () => {
  const { metrics } = lateMetricsForTest(true);
  for (let i = 0; i < 2000; i++) metrics.payment(sale, 1);
  metrics.request('GET', 200);
  await expect(metrics.toText()).rejects.toThrow('its file is gone');
});
