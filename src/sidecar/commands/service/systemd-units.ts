import { posix } from 'node:path';
import { browserKeyCredential } from '../../access/browser-key.ts';
import { browserKeyPlace } from '../../system/browser-key-place.ts';
import { shellWords } from '../../system/shell-words.ts';
import {
  browserArguments,
  type ScreenUser,
  type ServiceFile,
  type ServiceOptions,
  type ServicePlace,
  serviceName,
  startArguments,
} from './service-options.ts';

/** Quotes a word for systemd, which reads % as a specifier, $ as a variable and \ as an escape. */
const unitWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;

/** Quotes a path for a list of paths, in which systemd reads no variables. */
const unitPath = (path: string): string =>
  `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;

/**
 * When systemd starts and ends a service. `on-failure`: after a normal stop (GET /stop) the connector stays stopped.
 * `TimeoutStopSec`: a stop waits for a running payment, and a customer may take up to 180 s.
 */
const life = (killMode: string): string[] => [
  'Restart=on-failure',
  'RestartSec=2',
  'TimeoutStopSec=200',
  `KillMode=${killMode}`,
];

/** A unit of the user who is logged in: the connector, and its browser if the options say so. */
const userUnit = (options: ServiceOptions): string =>
  unit([
    ['Unit', 'Description=HiPay ECR Connector', 'After=network.target'],
    [
      'Service',
      `ExecStart=${startArguments(options).map(unitWord).join(' ')}`,
      // The browser must outlive a killed connector, because the customer may be paying (decision 17).
      ...life('process'),
      'NoNewPrivileges=yes',
    ],
    ['Install', 'WantedBy=default.target'],
  ]);

/** What the Debian package adds to the unit. */
export interface PackageUnit {
  /** A file that sets `HIPAY_ECR_OPTIONS`. */
  readonly optionsFile: string;
  readonly documentation: string;
}

/** Folder of the secrets that systemd reads as root and hands to the connector alone. */
const credentialFolder = '/etc/hipay-ecr';

/** If the file is not there, the credential is an empty line: without a default, the connector would not start. */
const credential = (name: string, path: string): string[] => [
  `LoadCredential=${name}:${path}`,
  `SetCredential=${name}:\\n`,
];

/**
 * A unit of the computer: the connector alone, as a user of its own, before any log-in. The browser belongs to the user of the
 * screen (`browserUnit`), so the connector needs no device, no window and no namespace.
 */
export const systemUnit = (options: ServiceOptions, user: string, debian?: PackageUnit): string => {
  const start = startArguments(options);
  // The options file of the package says whether the connector starts a browser. A new package begins with the guide.
  const command = debian ? start.map((word) => (word === '--no-browser' ? '--first-setup' : word)) : start;
  return unit([
    [
      'Unit',
      'Description=HiPay ECR Connector',
      ...(debian ? [`Documentation=${debian.documentation}`] : []),
      'After=network.target',
    ],
    [
      'Service',
      ...(debian ? [`EnvironmentFile=-${debian.optionsFile}`] : []),
      `ExecStart=${command.map(unitWord).join(' ')}${debian ? ' $HIPAY_ECR_OPTIONS' : ''}`,
      `User=${user}`,
      ...life('mixed'),
      '',
      '# The secrets that the configuration does not hold, and the key of the program that keeps the browser.',
      ...['api_password', 'hipay_password', 'hash_key'].flatMap((name) =>
        credential(name, `${credentialFolder}/${name}`),
      ),
      ...credential(browserKeyCredential, browserKeyPlace.linux ?? ''),
      '',
      ...folderLines(options),
      'UMask=0077',
      '',
      '# No MemoryDenyWriteExecute=: the JavaScript engine makes machine code while it runs.',
      ...restrictions,
    ],
    ['Install', 'WantedBy=multi-user.target'],
  ]);
};

const restrictions = [
  'NoNewPrivileges=yes',
  'CapabilityBoundingSet=',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'RemoveIPC=yes',
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'SystemCallFilter=~@privileged',
  'SystemCallErrorNumber=EPERM',
];

const stateFolders = '/var/lib';

const isBelow = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** Which folders the connector may write and see. */
function folderLines({ command, folder, config }: ServiceOptions): string[] {
  // The settings of a terminal that was found are written into the configuration.
  const configFolder = config === undefined ? [] : [posix.dirname(config)];
  // An installation folder updates itself.
  const launcher = command.find((word) => posix.basename(word) === 'launcher.mjs');
  const isState = posix.dirname(folder) === stateFolders;
  const written = [
    ...new Set([
      ...(isState ? [] : [folder]),
      ...configFolder,
      ...(launcher === undefined ? [] : [posix.dirname(launcher)]),
    ]),
  ];
  const isInHomes = [...command, folder, ...configFolder].some((path) =>
    ['/home', '/root', '/run/user'].some((homes) => isBelow(homes, path)),
  );
  return [
    ...(isState ? [`StateDirectory=${posix.basename(folder)}`, 'StateDirectoryMode=0700'] : []),
    'ProtectSystem=strict',
    `ProtectHome=${isInHomes ? 'read-only' : 'yes'}`,
    ...written
      .filter((path) => !(isState && isBelow(folder, path)))
      .map((path) => `ReadWritePaths=${unitPath(path)}`),
  ];
}

/**
 * A unit for the session of the user of the screen. It fails until there is a screen, and systemd starts it again. systemd offers
 * the units of this folder to every user, so `ConditionUser` names the one who can read the key.
 */
export const browserUnit = (options: Pick<ServiceOptions, 'command'>, screen: ScreenUser): string =>
  unit([
    [
      'Unit',
      'Description=Browser of the HiPay ECR Connector',
      `ConditionUser=${screen.name}`,
      'StartLimitIntervalSec=0',
    ],
    [
      'Service',
      `ExecStart=${browserArguments(options, screen).map(unitWord).join(' ')}`,
      // The browser must outlive its killed keeper, because the customer may be paying (decision 17).
      ...life('process').map((line) => (line.startsWith('RestartSec') ? 'RestartSec=5' : line)),
    ],
    ['Install', 'WantedBy=default.target'],
  ]);

const unit = (sections: readonly (readonly [string, ...string[]])[]): string =>
  sections.map(([name, ...lines]) => [`[${name}]`, ...lines, ''].join('\n')).join('\n');

export function systemdFile(
  options: ServiceOptions,
  { scope, user, homeDirectory }: ServicePlace,
): ServiceFile {
  if (scope === 'system')
    return {
      path: `/etc/systemd/system/${serviceName}.service`,
      content: systemUnit(options, user),
      afterWriting: [
        `id ${user} || sudo useradd --system --home-dir ${shellWords.linux.quote(options.folder)} --shell /usr/sbin/nologin ${user}`,
        'sudo systemctl daemon-reload',
        `sudo systemctl enable --now ${serviceName}`,
      ],
      beforeRemoving: [`sudo systemctl disable --now ${serviceName}`],
    };
  return {
    path: posix.join(homeDirectory, '.config/systemd/user', `${serviceName}.service`),
    content: userUnit(options),
    afterWriting: [
      'systemctl --user daemon-reload',
      `systemctl --user enable --now ${serviceName}`,
      // Without this, a user's services start only at log-in.
      `sudo loginctl enable-linger ${user}`,
    ],
    beforeRemoving: [`systemctl --user disable --now ${serviceName}`],
  };
}

const browserServiceName = `${serviceName}-browser`;

export const browserUnitFile = (options: ServiceOptions, screen: ScreenUser): ServiceFile => ({
  path: `/etc/systemd/user/${browserServiceName}.service`,
  content: browserUnit(options, screen),
  afterWriting: [
    // The connector gets the key at its start.
    `sudo systemctl try-restart ${serviceName}`,
    `sudo systemctl --global enable ${browserServiceName}`,
    ...(screen.headless ? [`sudo loginctl enable-linger ${screen.name}`] : []),
    `sudo systemctl --user -M ${screen.name}@ daemon-reload`,
    `sudo systemctl --user -M ${screen.name}@ start ${browserServiceName}`,
  ],
  beforeRemoving: [
    `sudo systemctl --global disable ${browserServiceName}`,
    `sudo systemctl --user -M ${screen.name}@ stop ${browserServiceName}`,
    `sudo systemctl try-restart ${serviceName}`,
  ],
});
