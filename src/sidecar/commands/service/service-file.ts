import { posix, win32 } from 'node:path';
import { propertyList, xmlText } from '../../program/property-list.ts';
import type { System } from '../../system/systems.ts';

/** Settings of a service that starts the connector. */
export interface ServiceOptions {
  /** Paths of the Node that runs this command, and of this program. */
  readonly node: string;
  readonly program: string;
  /** Folder of the configuration and the records. */
  readonly folder: string;
  /** Whether the connector also starts a browser with the page and keeps it running. Only for a user who is logged in. */
  readonly browser: boolean;
}

export const serviceName = 'hipay-ecr';
/** Its name in the Task Scheduler. */
export const taskName = 'HiPay ECR Connector';

/** The command line of the service. `log`: the log file, for a system that does not keep a service's stderr. */
export const startArguments = (
  { node, program, folder, browser }: ServiceOptions,
  log?: string,
): string[] => [
  node,
  program,
  'start',
  browser ? '--browser' : '--no-browser',
  '--home',
  folder,
  ...(log === undefined ? [] : ['--log', log]),
];

export const launchdLabel = 'com.hipay.ecr-connector';

/** An agent of launchd: it starts at login and restarts after a failure, but not after a normal stop. */
export const launchdAgent = (options: ServiceOptions): string =>
  propertyList({
    Label: launchdLabel,
    ProgramArguments: startArguments(options, posix.join(options.folder, 'hipay-ecr.log')),
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ExitTimeOut: 200,
    ProcessType: 'Interactive',
  });

/**
 * A unit for systemd. `on-failure`: after a normal stop (GET /stop) the connector stays stopped. `TimeoutStopSec`: a stop
 * waits for a running payment, and a customer may take up to 180 s.
 */
export const systemdUnit = (options: ServiceOptions, scope: 'user' | 'system', user: string): string =>
  [
    '[Unit]',
    'Description=HiPay ECR Connector',
    'After=network.target',
    '',
    '[Service]',
    `ExecStart=${startArguments(options).map(unitWord).join(' ')}`,
    ...(scope === 'system' ? [`User=${user}`] : []),
    'Restart=on-failure',
    'RestartSec=2',
    'TimeoutStopSec=200',
    // The browser must outlive a killed connector, because the customer may be paying (decision 0017).
    'KillMode=process',
    'NoNewPrivileges=yes',
    '',
    '[Install]',
    `WantedBy=${scope === 'system' ? 'multi-user.target' : 'default.target'}`,
    '',
  ].join('\n');

/** Quotes a word for systemd, which reads % as a specifier, $ as a variable and \ as an escape. */
const unitWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;

/**
 * A task for the Task Scheduler, as in HiPay's guide for its "Desktop Connector". It starts at log-on and every five minutes,
 * also on battery, without Windows' limit of three days, and with the priority of a person's own programs (a task has less
 * by default). Windows ignores a start while the task runs. With the user's name, and without administrator's rights, a
 * normal user may register it.
 */
export function windowsTask(options: ServiceOptions, user: string | undefined): string {
  const account = user === undefined ? [] : [`<UserId>${xmlText(user)}</UserId>`];
  const words = startArguments(options, win32.join(options.folder, 'hipay-ecr.log'));
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo><Description>HiPay ECR Connector</Description></RegistrationInfo>',
    '  <Triggers>',
    `    <LogonTrigger><Enabled>true</Enabled>${account.join('')}</LogonTrigger>`,
    '    <TimeTrigger>',
    '      <Repetition><Interval>PT5M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>',
    '      <StartBoundary>2026-01-01T00:00:00</StartBoundary>',
    '      <Enabled>true</Enabled>',
    '    </TimeTrigger>',
    '  </Triggers>',
    '  <Principals>',
    '    <Principal id="Author">',
    ...account.map((line) => `      ${line}`),
    '      <LogonType>InteractiveToken</LogonType>',
    '      <RunLevel>LeastPrivilege</RunLevel>',
    '    </Principal>',
    '  </Principals>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <StartWhenAvailable>true</StartWhenAvailable>',
    '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
    '    <Hidden>true</Hidden>',
    '    <Priority>4</Priority>',
    '    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>',
    '  </Settings>',
    '  <Actions Context="Author">',
    '    <Exec>',
    `      <Command>${hiddenConsole}</Command>`,
    `      <Arguments>${xmlText(['--headless', ...words.map(windowsWord)].join(' '))}</Arguments>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\r\n');
}

/** Runs a program without a console window. A person would close the window, and with it the connector. */
const hiddenConsole = '%SystemRoot%\\System32\\conhost.exe';

/** Puts a word in quotes; a Windows path contains none. Doubles a backslash at the end, which would escape the quote. */
const windowsWord = (word: string): string => `"${word.replace(/\\$/, '\\\\')}"`;

export interface ServiceFile {
  readonly path: string;
  readonly content: string | Buffer;
  /** Commands with which a person starts the service once the file is written. */
  readonly afterWriting: readonly string[];
  /** Commands with which a person ends the running service when its file is removed. */
  readonly beforeRemoving: readonly string[];
}

export interface ServicePlace {
  readonly system: System;
  readonly scope: 'user' | 'system';
  readonly user: string;
  /** The user's name with its computer or domain, on Windows only. Undefined: whoever registers the task. */
  readonly account?: string | undefined;
  /** Home directory of the user. */
  readonly homeDirectory: string;
}

/** The file that makes a system start the connector by itself, with its path and the commands to run. */
export function serviceFile(options: ServiceOptions, place: ServicePlace): ServiceFile {
  if (place.system === 'windows') return taskFile(options, place.account);
  return place.system === 'macos' ? launchdFile(options, place) : systemdFile(options, place);
}

function systemdFile(options: ServiceOptions, { scope, user, homeDirectory }: ServicePlace): ServiceFile {
  const folder =
    scope === 'system' ? '/etc/systemd/system' : posix.join(homeDirectory, '.config/systemd/user');
  const systemctl = scope === 'system' ? 'sudo systemctl' : 'systemctl --user';
  return {
    path: `${folder}/${serviceName}.service`,
    content: systemdUnit(options, scope, user),
    afterWriting: [
      `${systemctl} daemon-reload`,
      `${systemctl} enable --now ${serviceName}`,
      // Without this, a user's services start only at log-in.
      ...(scope === 'user' ? [`sudo loginctl enable-linger ${user}`] : []),
    ],
    beforeRemoving: [`${systemctl} disable --now ${serviceName}`],
  };
}

function launchdFile(options: ServiceOptions, { homeDirectory }: ServicePlace): ServiceFile {
  const path = posix.join(homeDirectory, 'Library/LaunchAgents', `${launchdLabel}.plist`);
  return {
    path,
    content: launchdAgent(options),
    afterWriting: [`launchctl bootstrap gui/$(id -u) "${path}"`],
    beforeRemoving: [`launchctl bootout gui/$(id -u)/${launchdLabel}`],
  };
}

function taskFile(options: ServiceOptions, user: string | undefined): ServiceFile {
  const path = win32.join(options.folder, `${serviceName}-task.xml`);
  return {
    path,
    // The Task Scheduler accepts only this encoding, with its byte order mark.
    content: Buffer.from(`\ufeff${windowsTask(options, user)}`, 'utf16le'),
    afterWriting: [`schtasks /Create /TN "${taskName}" /XML "${path}"`],
    beforeRemoving: [`schtasks /Delete /TN "${taskName}"`],
  };
}
