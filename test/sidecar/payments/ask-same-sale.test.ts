import { expect, test } from 'vitest';
import type { SameSaleQuestion } from '../../../src/core/connector-api/snapshot.ts';
import { SameSaleQuestions } from '../../../src/flows/payments/same-sale-questions.ts';
import { askSameSale } from '../../../src/sidecar/payments/ask-same-sale.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const asked = { orderId: 'X1', amountMinor: 330, currency: 'EUR' as const, at: 5, forMs: 30_000 };

/** A page that a person sees. */
function page() {
  let shown: SameSaleQuestion | undefined;
  const questions = new SameSaleQuestions({
    clock: new VirtualClock(),
    ids: { unique: () => 'own' },
    show: (question) => {
      shown = question;
    },
  });
  const connector = {
    askSameSale: async (params: Parameters<SameSaleQuestions['ask']>[0]) => ({
      answer: await questions.ask(params),
    }),
    answerSameSale: async (params: Parameters<SameSaleQuestions['answer']>[0]) => ({
      taken: questions.answer(params),
    }),
  };
  return { connector, shown: () => shown };
}

test('closes the question on the screen when its till has left', async () => {
  const { connector, shown } = page();
  const till = new AbortController();
  const answering = askSameSale(connector, asked, till.signal);
  await connector.answerSameSale({ id: shown()!.id, answer: 'seen' });
  expect(shown()).toMatchObject({ orderId: 'X1', amountMinor: 330 });
  till.abort();
  expect(await answering).toBe('none');
  expect(shown()).toBeUndefined();
});

test('a till that has left causes no question, and does not end the question of another till', async () => {
  const { connector, shown } = page();
  expect(await askSameSale(connector, asked, AbortSignal.abort())).toBe('none');
  expect(shown()).toBeUndefined();
  const [first, second] = [new AbortController(), new AbortController()];
  const answering = askSameSale(connector, asked, first.signal);
  const later = askSameSale(connector, { ...asked, orderId: 'X2' }, second.signal);
  second.abort();
  expect(await later).toBe('none');
  expect(shown()).toMatchObject({ orderId: 'X1' });
  await connector.answerSameSale({ id: shown()!.id, answer: 'same' });
  expect(await answering).toBe('same');
});

test('without a page, or if the page cannot be asked, the answer is `none`', async () => {
  const { connector } = page();
  const broken = { ...connector, askSameSale: () => Promise.reject(new Error('gone')) };
  expect(await askSameSale(broken, asked, undefined)).toBe('none');
  expect(await askSameSale(undefined, asked, undefined)).toBe('none');
});
