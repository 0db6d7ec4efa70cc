import { expect, test } from 'vitest';
import { apiPaths } from '../../src/pwa/gateways.ts';

test.each([
  '/order',
  '/orders/A-1',
  '/version',
  '/config',
  '/stop',
  '/till',
  '/till.html',
  '/health',
  '/check?x=1',
  '/simulator/terminal',
  '/pair',
  '/connector',
  '/example',
  '/openapi.json',
])('the cached page never answers for %s', (path) => expect(apiPaths.test(path)).toBe(true));

test.each(['/', '/index.html', '/orderly', '/stopwatch', '/examples'])(
  'the cached page answers for %s',
  (path) => expect(apiPaths.test(path)).toBe(false),
);
