import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { until } from './checks.mjs';

/** Reads what a started connector prints: its pairing link, and the till's user and password. */
export async function readyLines(path) {
  return until(`the ready line in ${path}`, () => {
    const text = readFileSync(path, 'utf8');
    const [, link] = /^ready (\S+)/m.exec(text) ?? [];
    const [, user] = /^user name: (\S+)/m.exec(text) ?? [];
    const [, password] = /^password: +(\S+)/m.exec(text) ?? [];
    return link && password && { link, user, password };
  });
}

/** A browser of the shop. It keeps its pages, as that of a shop does. */
export async function openBrowser(profile) {
  const args = ['--no-sandbox', '--disable-gpu'];
  return chromium.launchPersistentContext(profile, { executablePath: '/usr/bin/chromium', args });
}

/** Opens the pairing link, and waits until the page is ready to take a payment. */
export async function openPage(browser, { link, user, password }) {
  const page = await browser.newPage();
  await page.goto(link);
  const till = tillOf({ link, user, password });
  await until('a page that is ready', async () => (await till('GET', '/health')).body?.status === 'ready');
  return { page, till };
}

/** Calls the connector as a till does. */
export const tillOf = ({ link, user, password }) =>
  caller(new URL(link).origin, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);

/** Calls the running connector of a home folder as its owner. */
export const ownerOf =
  (home) =>
  (...call) => {
    const path = join(home, 'running.json');
    if (!existsSync(path)) return Promise.resolve({ status: undefined, body: undefined });
    const { port, key } = JSON.parse(readFileSync(path, 'utf8'));
    return caller(`http://127.0.0.1:${port}`, `Bearer ${key}`)(...call);
  };

const caller = (origin, authorization) => async (method, path, body) => {
  const reply = await fetch(origin + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  return { status: reply?.status, body: await reply?.json().catch(() => undefined) };
};

export const order = (number) => ({ amount: '10,23', currency: 'EUR', order_id: number });
