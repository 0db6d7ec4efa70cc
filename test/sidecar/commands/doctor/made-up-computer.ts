import { parse } from 'yaml';
import { readShopConfig } from '../../../../src/core/settings/config-file.ts';
import type { OwnSidecar } from '../../../../src/sidecar/access/owner-key.ts';
import type { DoctorDeps } from '../../../../src/sidecar/commands/doctor/finding.ts';
import { browserPolicy, policyObject } from '../../../../src/sidecar/commands/policy/browser-policy.ts';
import { linuxPolicyFile } from '../../../../src/sidecar/system/browsers.ts';

export const shop = `
hipay_login: 12345678.stage-secure-gateway.hipay-tpp.com
hipay_password: shhh
local_port: 8080
api_username: log
api_password: shhh
environment: stage
contract: { proxy: { payment_application: 001, merchant_id: 1234567, rank: 001 } }
`;

export const configured = (text: string): Pick<DoctorDeps, 'configuration'> => ({
  configuration: async () => ({
    path: '/home/till/config.yml',
    reading: readShopConfig(parse(text, { schema: 'failsafe' })),
  }),
});

export const runningSidecar = (health: object = {}, check: object = {}): Pick<DoctorDeps, 'ownSidecar'> => {
  const answers: Record<string, object> = {
    '/health': {
      status: 'ready',
      version: '1',
      environment: 'stage',
      page: 'open',
      notifications: { pending: 0, parked: 0 },
      ...health,
    },
    '/check': { ready: true, terminal: 'ready', description: 'USB 0b00:0084', ...check },
  };
  const sidecar: OwnSidecar = {
    port: 8080,
    pid: 1,
    call: async (_method, path) => ({ status: 200, body: answers[path] }),
  };
  return { ownSidecar: async () => sidecar };
};

const now = Date.parse('2026-11-24T12:00:00Z');
export const policyFile = (keys: object): Pick<DoctorDeps, 'readText'> => ({
  readText: async () => JSON.stringify(keys),
});
export const completePolicy = policyObject(
  browserPolicy({ origin: 'http://localhost:8080', allPorts: false }),
);

export const built = { page: 'a'.repeat(64), sidecar: 'b'.repeat(64) };

/** A till's computer without faults, except those of the test. */
export const madeUpComputer = (broken: Partial<DoctorDeps> = {}): DoctorDeps => ({
  system: 'linux',
  nodeVersion: 'v22.22.0',
  folder: '/home/till',
  now: () => now,
  program: async () => ({ recorded: built, found: built }),
  ...configured(shop),
  ...runningSidecar(),
  runningPort: async () => undefined,
  bindable: async () => 'EADDRINUSE',
  isConnector: async () => false,
  reach: async () => 'open',
  head: async () => ({ date: new Date(now + 2000).toUTCString() }),
  firstLine: async (program) =>
    program === '/usr/bin/google-chrome' ? 'Google Chrome 156.0.1.2' : undefined,
  exists: () => true,
  browsers: () => [{ browser: 'chrome', path: '/usr/bin/google-chrome' }],
  ...policyFile(completePolicy),
  list: async (folder) =>
    folder === '/dev'
      ? ['tty0', 'ttyACM0', 'null']
      : linuxPolicyFile('chrome').startsWith(folder)
        ? ['hipay-ecr.json']
        : [],
  writable: async () => 'yes',
  openSecrets: async () => undefined,
  homeFiles: async () => ({ owner: 'till', files: [] }),
  freeBytes: async () => 5e9,
  ...broken,
});
