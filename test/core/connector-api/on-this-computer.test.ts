import { expect, it } from 'vitest';
import { isOnThisComputer } from '../../../src/core/connector-api/sidecar-contract.ts';

it.each(['localhost', '127.0.0.1', '[::1]'])('%s: a sidecar may have served the page', (hostname) =>
  expect(isOnThisComputer(hostname)).toBe(true),
);

it.each(['', 'till.example', 'localhost.example', '127.0.0.1.example', '192.168.1.10'])(
  '%j: none can have',
  (hostname) => expect(isOnThisComputer(hostname)).toBe(false),
);
