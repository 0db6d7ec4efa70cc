export const browsers = ['chrome', 'edge', 'chromium'] as const;
export type Browser = (typeof browsers)[number];
export const systems = ['linux', 'windows', 'macos'] as const;
export type System = (typeof systems)[number];

export const browserNames: Record<Browser, string> = {
  chrome: 'Google Chrome',
  edge: 'Microsoft Edge',
  chromium: 'Chromium',
};

/** Folders from which browsers on Linux read managed policies. (A Chromium from Ubuntu's snap store has its own folder.) */
export const linuxFolders: Record<Browser, string> = {
  chrome: '/etc/opt/chrome/policies/managed',
  edge: '/etc/opt/edge/policies/managed',
  chromium: '/etc/chromium/policies/managed',
};

export const linuxFile = (browser: Browser): string => `${linuxFolders[browser]}/hipay-ecr.json`;

export const registryKeys: Record<Browser, string> = {
  chrome: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome',
  edge: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge',
  chromium: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Chromium',
};

export const macDomains: Record<Browser, string> = {
  chrome: 'com.google.Chrome',
  edge: 'com.microsoft.Edge',
  chromium: 'org.chromium.Chromium',
};

export const systemOf = (platform: NodeJS.Platform): System =>
  platform === 'win32' ? 'windows' : platform === 'darwin' ? 'macos' : 'linux';

export type PropertyValue =
  | string
  | number
  | boolean
  | readonly PropertyValue[]
  | { readonly [key: string]: PropertyValue };

/** An Apple property list, as XML. */
export const propertyList = (value: PropertyValue): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...lines(value, ''),
    '</plist>',
    '',
  ].join('\n');

function lines(value: PropertyValue, indent: string): string[] {
  const innerIndent = `${indent}  `;
  if (typeof value === 'string') return [`${indent}<string>${xmlText(value)}</string>`];
  if (typeof value === 'number') return [`${indent}<integer>${value}</integer>`];
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  if (Array.isArray(value))
    return [`${indent}<array>`, ...value.flatMap((item) => lines(item, innerIndent)), `${indent}</array>`];
  const entries = Object.entries(value).flatMap(([key, item]) => [
    `${innerIndent}<key>${xmlText(key)}</key>`,
    ...lines(item, innerIndent),
  ]);
  return [`${indent}<dict>`, ...entries, `${indent}</dict>`];
}

export const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
