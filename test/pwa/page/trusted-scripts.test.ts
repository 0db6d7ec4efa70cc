import { expect, test } from 'vitest';
import { ownScript } from '../../../src/pwa/page/trusted-scripts.ts';

const origin = 'http://localhost:8080';

test.each([
  '/service-worker.js',
  'http://localhost:8080/service-worker.js',
  'http://localhost:8080/assets/connector-worker-DFkdE8Uw.js',
])('%s is one of our scripts', (url) => {
  expect(ownScript(url, origin)).toBe(url);
});

test.each([
  'https://evil.example/service-worker.js',
  '//evil.example/service-worker.js',
  'http://localhost:1/service-worker.js',
  '/service-worker.js?script=evil',
  '/assets/index-DFkdE8Uw.js',
  '/assets/connector-worker-x.js/../../records',
  'data:text/javascript,alert(1)',
  'blob:http://localhost:8080/1',
  'javascript:alert(1)',
  '',
])('%s is not one of our scripts', (url) => {
  expect(() => ownScript(url, origin)).toThrow(TypeError);
});
