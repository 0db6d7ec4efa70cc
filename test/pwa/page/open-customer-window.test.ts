import { expect, test } from 'vitest';
import { isCustomerDisplay } from '../../../src/pwa/page/customer-window.ts';
import { openCustomerWindow, type WindowOpener } from '../../../src/pwa/page/open-customer-window.ts';

const place = (availLeft: number) => ({ availLeft, availTop: 0, availWidth: 1280, availHeight: 800 });

function browser(change: Partial<WindowOpener> = {}) {
  const opened: string[] = [];
  const opener: WindowOpener = {
    screen: { isExtended: true },
    open(url, name, features) {
      opened.push(`${url} ${name} ${features}`);
      return { focus: () => undefined };
    },
    ...change,
  };
  return { opener, opened };
}

test('the customer’s window fills the other screen', async () => {
  const [own, other] = [place(0), place(1280)];
  const { opener, opened } = browser({
    getScreenDetails: async () => ({ screens: [own, other], currentScreen: own }),
  });
  expect(await openCustomerWindow(opener)).toBe(true);
  expect(opened).toEqual([
    '/?display=customer hipay-ecr-customer-display popup,left=1280,top=0,width=1280,height=800',
  ]);
});

test.each<[string, Partial<WindowOpener>]>([
  ['there is one screen', { screen: { isExtended: false } }],
  ['the browser knows no screens', {}],
  ['the person does not allow it', { getScreenDetails: () => Promise.reject(new Error('NotAllowedError')) }],
])('if %s, it is a window that a person moves', async (_name, change) => {
  const { opener, opened } = browser(change);
  expect(await openCustomerWindow(opener)).toBe(true);
  expect(opened).toEqual(['/?display=customer hipay-ecr-customer-display popup,width=960,height=600']);
});

test('reports that the browser has opened no window', async () => {
  expect(await openCustomerWindow(browser({ open: () => null }).opener)).toBe(false);
});

test('only the address with the query of the customer’s window shows it', () => {
  expect(['?display=customer', '?a=1&display=customer', '', '?display=till'].map(isCustomerDisplay)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
