import { describe, expect, it } from 'vitest';
import { usableLink } from '../../../src/core/settings/usable-link.ts';
import { findLinkApis } from '../../../src/pwa/page/browser-apis.ts';
import { operatingSystem } from '../../../src/pwa/page/operating-system.ts';

const chrome = (system: string, version: number) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Mobile Safari/537.36`;
const phone = 'Linux; Android 10; K';
const serial = {} as Serial;
const usb = {} as USB;

describe('the APIs of a browser for a terminal on a cable', () => {
  it.each([
    ['Chrome on Linux', chrome('X11; Linux x86_64', 140), true],
    ['Chrome on Android whose Web Serial has only Bluetooth ports', chrome(phone, 138), false],
    ['the last version without serial ports on cables', chrome(phone, 147), false],
    ['Chrome on Android with serial ports on cables', chrome(phone, 148), true],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0', true],
  ])('%s: returns Web Serial only if it can have ports on cables', (_name, userAgent, hasSerial) => {
    expect(findLinkApis({ userAgent, serial, usb })).toEqual({ serial: hasSerial ? serial : undefined, usb });
  });
  it('returns only the APIs that the browser has', () => {
    expect(findLinkApis({ userAgent: chrome(phone, 120), usb })).toEqual({ serial: undefined, usb });
    expect(findLinkApis({ userAgent: 'Safari' })).toEqual({ serial: undefined, usb: undefined });
  });
});

describe('the link that is used', () => {
  it.each([
    ['web-serial', { serial: true, usb: true }, 'web-serial'],
    ['web-serial', { serial: false, usb: true }, 'web-usb'],
    // Without an alternative, the configured link is used and reports what is missing.
    ['web-serial', { serial: false, usb: false }, 'web-serial'],
    ['web-serial', { serial: true, usb: false }, 'web-serial'],
    // A person has chosen it.
    ['web-usb', { serial: true, usb: true }, 'web-usb'],
    ['web-usb', { serial: true, usb: false }, 'web-usb'],
    ['simulated', { serial: false, usb: true }, 'simulated'],
  ] as const)('%s is configured, the browser has %j: uses %s', (wanted, available, used) => {
    expect(usableLink(wanted, available)).toBe(used);
  });
});

describe('the operating system', () => {
  it.each([
    ['Windows NT 10.0; Win64; x64', 'windows'],
    ['Macintosh; Intel Mac OS X 10_15_7', 'macos'],
    ['X11; Linux x86_64', 'linux'],
    [phone, 'android'],
    ['X11; CrOS x86_64 14541.0.0', 'other'],
  ])('%s is %s', (platform, system) => {
    expect(operatingSystem(chrome(platform, 150))).toBe(system);
  });
});
