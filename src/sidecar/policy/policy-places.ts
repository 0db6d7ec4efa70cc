export const browsers = ['chrome', 'edge', 'chromium'] as const;
export type Browser = (typeof browsers)[number];
export const systems = ['linux', 'windows', 'macos'] as const;
export type System = (typeof systems)[number];

export const browserNames: Record<Browser, string> = {
  chrome: 'Google Chrome',
  edge: 'Microsoft Edge',
  chromium: 'Chromium',
};

/** Where each browser on Linux reads what is ordered. (A Chromium from Ubuntu's snap store reads its own folder.) */
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
