import { describe, expect, test } from 'vitest';
import { readStartOptions } from '../../../src/sidecar/start/start-options.ts';

test.each<[string[], object]>([
  [[], { 'no-browser': false }],
  [['--port', '8123'], { port: 8123 }],
  [['--port=0'], { port: 0 }],
  [['--config', 'a/config.yml', '--home', 'b'], { config: 'a/config.yml', home: 'b' }],
  [['--simulate'], { simulate: 'all' }],
  [['--simulate=gateway', '--no-browser'], { simulate: 'gateway', 'no-browser': true }],
  [['--simulate', '--port', '2'], { simulate: 'all', port: 2 }],
  [['--gateway', 'http://127.0.0.1:9000/x'], { gateway: 'http://127.0.0.1:9000/x' }],
  [['--browser'], { browser: 'any' }],
  [['--browser=/opt/chrome', '--headless'], { browser: '/opt/chrome', headless: true }],
  [['--browser', '--no-sandbox', '--port', '2'], { browser: 'any', 'no-sandbox': true, port: 2 }],
])('%j is understood', (args, options) => {
  const commandLine = readStartOptions(args);
  expect(commandLine).toMatchObject({ ok: true, options });
});

describe('refused, with the expected value', () => {
  test.each([
    [['--port', 'eighty'], '--port: expected a port'],
    [['--port', '70000'], '--port: expected a port'],
    [['--port', '6000'], '--port: browsers open no page at port 6000: choose another one such as 8080'],
    [['--simulate=terminal'], '--simulate: expected'],
    [['--gateway', 'https://secure-gateway.hipay-tpp.com'], '--gateway: expected an address of this machine'],
    [['--gateway', 'http://localhost.evil.example'], '--gateway: expected'],
    [['--gateway', 'http://localhost@evil.example'], '--gateway: expected'],
    [['--config', ''], '--config: expected'],
    [['--nonsense'], '--nonsense'],
    [['--browser='], '--browser: expected'],
    [['--headless'], '--headless goes with --browser'],
    [['--no-sandbox'], '--no-sandbox goes with --browser'],
    [['--browser', '--no-browser'], 'contradict'],
    [['--browser', '--browser-key', 'k'], 'one program keeps the browser'],
    [['now'], 'now'],
  ])('%j', (args, words) => {
    const commandLine = readStartOptions(args);
    expect(commandLine.ok ? '' : commandLine.error).toContain(words);
  });
});
