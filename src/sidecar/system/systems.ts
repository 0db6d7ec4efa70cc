/** The systems that the sidecar runs on. */
export const systems = ['linux', 'windows', 'macos'] as const;
export type System = (typeof systems)[number];

const systemOf = (platform: NodeJS.Platform): System =>
  platform === 'win32' ? 'windows' : platform === 'darwin' ? 'macos' : 'linux';

/** The system of this computer. Only this folder asks for it (decision 49). Tests give its functions another system. */
export const thisSystem: System = systemOf(process.platform);

/** The system's name in `GET /version`, as HiPay's program spells it. */
export const nameInVersion: Readonly<Record<System, string>> = {
  linux: 'linux',
  windows: 'windows_64',
  macos: 'darwin',
};
