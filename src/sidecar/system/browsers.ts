import type { System } from './systems.ts';

export const browsers = ['chrome', 'edge', 'chromium'] as const;
export type Browser = (typeof browsers)[number];

export const browserNames: Record<Browser, string> = {
  chrome: 'Google Chrome',
  edge: 'Microsoft Edge',
  chromium: 'Chromium',
};

/** Folders from which browsers on Linux read managed policies. (A Chromium from Ubuntu's snap store has its own folder.) */
export const linuxPolicyFolders: Record<Browser, string> = {
  chrome: '/etc/opt/chrome/policies/managed',
  edge: '/etc/opt/edge/policies/managed',
  chromium: '/etc/chromium/policies/managed',
};

export const linuxPolicyFile = (browser: Browser): string => `${linuxPolicyFolders[browser]}/hipay-ecr.json`;

export const policyRegistryKeys: Record<Browser, string> = {
  chrome: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome',
  edge: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge',
  chromium: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Chromium',
};

export const macPolicyDomains: Record<Browser, string> = {
  chrome: 'com.google.Chrome',
  edge: 'com.microsoft.Edge',
  chromium: 'org.chromium.Chromium',
};

/**
 * Options that keep the browser's cookies out of the system's keyring. With a keyring that is locked or missing, the browser
 * would lose the pairing cookie.
 */
export const keyringOptions: Readonly<Record<System, readonly string[]>> = {
  linux: ['--password-store=basic'],
  windows: [],
  macos: ['--use-mock-keychain'],
};
