import { expect, it } from 'vitest';
import { NotificationReports } from '../../../src/adapters/sidecar-client/notification-reports.ts';
import type { WrittenNotification } from '../../../src/core/connector-api/sidecar-contract.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

/** Reports to a sidecar that answers as the test decides. `sent`: entry and number of tries of each call. */
function reportsTo(answer: (call: number) => Promise<Response> | Response) {
  const sent: string[] = [];
  const fetchSidecar: typeof fetch = async (_url, init) => {
    const { journal, entry } = JSON.parse(String(init?.body)) as WrittenNotification;
    sent.push(`${journal} ${entry.entryId} ${entry.attempts}`);
    const aborted = new Promise<never>((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
    return Promise.race([answer(sent.length), aborted]);
  };
  const reports = new NotificationReports({ url: '/x', journal: 'j', fetchSidecar, timeoutMs: 20 });
  return { reports, sent };
}
const ok = () => Response.json({ kept: true });
const entry = (entryId: string, attempts: number) => anEntry({ entryId, attempts });

it('sends the newest state of each notification, one after the other', async () => {
  const { reports, sent } = reportsTo(ok);
  reports.report(entry('a', 1));
  reports.report(entry('b', 1));
  reports.report(entry('b', 2));
  reports.report(entry('a', 2));
  await reports.finish();
  expect(sent.toSorted()).toEqual(['j a 1', 'j a 2', 'j b 2']);
});
it('sends again what the sidecar did not take', async () => {
  const { reports, sent } = reportsTo((call) => (call === 1 ? new Response(null, { status: 503 }) : ok()));
  reports.report(entry('a', 1));
  await reports.finish();
  expect(sent).toEqual(['j a 1', 'j a 1']);
});
it('ends although the sidecar hangs or is away', async () => {
  for (const answer of [() => new Promise<never>(() => {}), () => Promise.reject(new TypeError('away'))]) {
    const { reports, sent } = reportsTo(answer);
    reports.report(entry('a', 1));
    reports.report(entry('b', 1));
    await reports.finish();
    expect(sent).toEqual(['j a 1', 'j a 1']);
  }
});
