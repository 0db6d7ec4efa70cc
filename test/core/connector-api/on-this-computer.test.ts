import { expect, it } from 'vitest';
import { isOnThisComputer } from '../../../src/core/connector-api/addresses.ts';

it.each(['localhost', '127.0.0.1', '[::1]'])('a sidecar may have served a page of the host %s', (hostname) =>
  expect(isOnThisComputer(hostname)).toBe(true),
);

it.each(['', 'till.example', 'localhost.example', '127.0.0.1.example', '192.168.1.10'])(
  'no sidecar can have served a page of the host %j',
  (hostname) => expect(isOnThisComputer(hostname)).toBe(false),
);
