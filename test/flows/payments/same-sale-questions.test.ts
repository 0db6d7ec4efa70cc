import { expect, test } from 'vitest';
import type { SameSaleQuestion } from '../../../src/core/connector-api/snapshot.ts';
import { SameSaleQuestions } from '../../../src/flows/payments/same-sale-questions.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const asked = { orderId: 'X1', amountMinor: 330, currency: 'EUR' as const, at: 5, forMs: 30_000 };

function questions() {
  const clock = new VirtualClock();
  const shown: (SameSaleQuestion | undefined)[] = [];
  let ids = 0;
  const all = new SameSaleQuestions({
    clock,
    ids: { unique: () => `q-${++ids}` },
    show: (question) => shown.push(question),
  });
  return { clock, all, shown: () => shown.at(-1) };
}

test.each(['same', 'new'] as const)('the answer "%s" of a person ends the question', async (answer) => {
  const { all, shown } = questions();
  const answering = all.ask(asked);
  expect(shown()).toEqual({ orderId: 'X1', amountMinor: 330, currency: 'EUR', at: 5, id: 'q-1' });
  expect(all.answer({ id: 'q-1', answer: 'seen' })).toBe(true);
  expect(all.answer({ id: 'q-1', answer })).toBe(true);
  expect(await answering).toBe(answer);
  expect(shown()).toBeUndefined();
  expect(all.answer({ id: 'q-1', answer: 'new' })).toBe(false);
});

test('a question that no visible page shows ends after two seconds', async () => {
  const { clock, all, shown } = questions();
  const answering = all.ask(asked);
  await clock.advance(2000);
  expect(await answering).toBe('none');
  expect(shown()).toBeUndefined();
});

test('a question that is seen but not answered ends at its time limit', async () => {
  const { clock, all, shown } = questions();
  const answering = all.ask(asked);
  all.answer({ id: 'q-1', answer: 'seen' });
  await clock.advance(29_999);
  expect(shown()).toBeDefined();
  await clock.advance(1);
  expect(await answering).toBe('none');
});
