import { expect, test } from 'vitest';
import { type RelayMessage, relayVersion } from '../../../src/core/connector-api/messages.ts';

import { pageAdvice } from '../../../src/sidecar/page/relay-hub.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { hubInMemory } from '../helpers/pages-in-memory.ts';

/** A page that the browser keeps from an earlier version connects and is refused. */
async function joinOtherVersion({ hub, clock }: ReturnType<typeof hubInMemory>): Promise<void> {
  const [ours, theirs] = channelPair();
  hub.join(ours);
  const hello: RelayMessage = { kind: 'hello', relayVersion: relayVersion - 1, program: 'connector' };
  theirs.post(hello);
  await clock.advance(200);
}

test('a page of another version never counts as connected, nor as a page that left', async () => {
  const shop = hubInMemory();
  for (let second = 0; second < 40; second += 0.2) {
    await joinOtherVersion(shop);
    expect(shop.hub.count()).toBe(0);
    expect(shop.hub.countReady()).toBe(0);
    expect(shop.hub.connectors()).toEqual([]);
    expect(shop.hub.leftAt()).toBe(Number.NEGATIVE_INFINITY);
  }
});

test('the advice names the update only while a page of another version is open', async () => {
  const shop = hubInMemory();
  expect(pageAdvice(shop.hub, 'http://localhost')).toBe('open http://localhost');
  await joinOtherVersion(shop);
  expect(pageAdvice(shop.hub, 'http://localhost')).toContain('of another version: press "Update now"');
  await shop.clock.advance(15_000);
  expect(pageAdvice(shop.hub, 'http://localhost')).toBe('open http://localhost');
});

test('a page of this version answers while a page of another version is open', async () => {
  const shop = hubInMemory();
  await shop.join();
  await joinOtherVersion(shop);
  expect(shop.hub.connectors()).toHaveLength(1);
  expect(shop.hub.countReady()).toBe(1);
});
