import { describe, expect, test } from 'vitest';
import { connectorClient } from '../../../src/core/connector-api/connector-client.ts';
import { askToLeave } from '../../../src/pwa/page/ask-to-leave.ts';
import {
  connectToWorker,
  hintNetwork,
  isWorkerHint,
  sendHint,
  type WorkerEnd,
} from '../../../src/pwa/page/worker-connection.ts';

class FakeWorker extends EventTarget {
  readonly posted: unknown[] = [];
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  say(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

const worker = () => {
  const fake = new FakeWorker();
  return { fake, end: fake as unknown as WorkerEnd };
};

test('a worker that does not start closes the channel, so that no payment waits for it', async () => {
  const { fake, end } = worker();
  const channel = connectToWorker(end);
  let closed = 0;
  channel.onClose(() => {
    closed += 1;
  });
  fake.say({ kind: 'hello', relayVersion: 2, program: 'connector' });
  const answer = connectorClient(channel, 'page').readiness({});
  fake.dispatchEvent(new Event('error'));
  await expect(answer).rejects.toThrow('gone');
  expect(closed).toBe(1);
});

test.each(['newer-tab', 'newer-data'] as const)(
  'a worker that ends because of a %s reports this reason, and its calls fail',
  async (why) => {
    const { fake, end } = worker();
    const seen: unknown[] = [];
    const channel = connectToWorker(end, (reason) => seen.push(reason));
    channel.onClose(() => seen.push('closed'));
    fake.say({ kind: 'snapshot' });
    const answer = connectorClient(channel, 'page').readiness({});
    fake.say({ kind: 'connector-ended', why });
    await expect(answer).rejects.toThrow('gone');
    expect(seen).toEqual([why, 'closed']);
  },
);

test('an error of a started worker does not close the channel', () => {
  const { fake, end } = worker();
  let closed = false;
  connectToWorker(end).onClose(() => {
    closed = true;
  });
  fake.say({ kind: 'snapshot' });
  fake.dispatchEvent(new Event('error'));
  expect(closed).toBe(false);
});

test('the worker gets a hint when the network is back, and none when it is lost', () => {
  const { fake, end } = worker();
  const page = new EventTarget();
  hintNetwork(end, page);
  page.dispatchEvent(new Event('offline'));
  expect(fake.posted).toEqual([]);
  page.dispatchEvent(new Event('online'));
  expect(fake.posted).toEqual([{ kind: 'network-back' }]);
  expect(isWorkerHint(fake.posted[0])).toBe(true);
});

test('does not take a message of the relay for a hint', () => {
  const { fake, end } = worker();
  sendHint(end, { kind: 'reconnect-sidecar' });
  expect(isWorkerHint(fake.posted[0])).toBe(true);
  for (const other of [{ kind: 'hello' }, null, 'reconnect-sidecar', {}])
    expect(isWorkerHint(other)).toBe(false);
});

describe('the question whether the page may reload', () => {
  const asked = (hint: 'leave' | 'hold-payments') => {
    const { fake, end } = worker();
    let late = () => {};
    const answer = askToLeave(
      end as never,
      (_, callback) => {
        late = callback;
        return () => {};
      },
      hint,
    );
    return { fake, answer, late: () => late() };
  };
  test.each([
    { hint: 'leave', other: 'hold-payments', mayLeave: true },
    { hint: 'leave', other: 'hold-payments', mayLeave: false },
    { hint: 'hold-payments', other: 'leave', mayLeave: true },
  ] as const)('is answered by the worker: $hint, $mayLeave', async ({ hint, other, mayLeave }) => {
    const { fake, answer } = asked(hint);
    expect(fake.posted).toContainEqual({ kind: hint });
    expect(fake.posted.every(isWorkerHint)).toBe(true);
    fake.say({ kind: 'snapshot' });
    fake.say({ kind: 'leave-answer', hint: other, mayLeave: !mayLeave });
    fake.say({ kind: 'leave-answer', hint, mayLeave });
    expect(await answer).toBe(mayLeave);
  });
  test('is answered with no if the worker is silent', async () => {
    const { answer, late } = asked('leave');
    late();
    expect(await answer).toBe(false);
  });
});
