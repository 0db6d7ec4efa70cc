import { posix, win32 } from 'node:path';
import { propertyList, type System, xmlText } from '../../program/platforms.ts';

/** What a service has to know to start the connector. */
export interface ServiceOptions {
  /** The Node that runs this command now, and this program. */
  readonly node: string;
  readonly program: string;
  /** Of the configuration and the records. */
  readonly folder: string;
  /** Keep a browser with the page, for a user who is logged in. */
  readonly browser: boolean;
}

export const serviceName = 'hipay-ecr';

/** The command line of the service. `log`: where the system keeps nothing of what a service says on stderr. */
export const startWords = ({ node, program, folder, browser }: ServiceOptions, log?: string): string[] => [
  node,
  program,
  'start',
  browser ? '--browser' : '--no-browser',
  '--home',
  folder,
  ...(log === undefined ? [] : ['--log', log]),
];

export const launchdLabel = 'com.hipay.ecr-connector';

/** An agent of launchd: started at login, started again when it fails, left alone when it was stopped on purpose. */
export const launchdAgent = (options: ServiceOptions): string =>
  propertyList({
    Label: launchdLabel,
    ProgramArguments: startWords(options, posix.join(options.folder, 'hipay-ecr.log')),
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ExitTimeOut: 200,
    ProcessType: 'Interactive',
  });

/**
 * A unit for systemd. `on-failure`: a connector that was stopped on purpose (GET /stop) stays stopped. A stop waits for
 * the payment that runs, as long as a customer may take.
 */
export const systemdUnit = (options: ServiceOptions, scope: 'user' | 'system', user: string): string =>
  [
    '[Unit]',
    'Description=HiPay ECR Connector',
    'After=network.target',
    '',
    '[Service]',
    `ExecStart=${startWords(options).map(unitWord).join(' ')}`,
    ...(scope === 'system' ? [`User=${user}`] : []),
    'Restart=on-failure',
    'RestartSec=2',
    'TimeoutStopSec=200',
    // A browser that is kept outlives a killed connector, for the customer may be paying (decision 0017).
    'KillMode=process',
    'NoNewPrivileges=yes',
    '',
    '[Install]',
    `WantedBy=${scope === 'system' ? 'multi-user.target' : 'default.target'}`,
    '',
  ].join('\n');

/** systemd reads % as a specifier, $ as a variable and \ as an escape. */
const unitWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;

/**
 * A task for the Task Scheduler, as HiPay's own guide sets its "Desktop Connector" up: at log-on and every five minutes,
 * which does nothing while one runs; on battery too; without the three days after which Windows would end it.
 */
export function windowsTask(options: ServiceOptions): string {
  const [command = '', ...words] = startWords(options, win32.join(options.folder, 'hipay-ecr.log'));
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo><Description>HiPay ECR Connector</Description></RegistrationInfo>',
    '  <Triggers>',
    '    <LogonTrigger><Enabled>true</Enabled></LogonTrigger>',
    '    <TimeTrigger>',
    '      <Repetition><Interval>PT5M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>',
    '      <StartBoundary>2026-01-01T00:00:00</StartBoundary>',
    '      <Enabled>true</Enabled>',
    '    </TimeTrigger>',
    '  </Triggers>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <StartWhenAvailable>true</StartWhenAvailable>',
    '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
    '  </Settings>',
    '  <Actions>',
    '    <Exec>',
    `      <Command>${xmlText(command)}</Command>`,
    `      <Arguments>${xmlText(words.map(windowsWord).join(' '))}</Arguments>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\r\n');
}

/** In quotes, which a Windows path cannot hold; a last backslash would escape the closing one. */
const windowsWord = (word: string): string => `"${word.replace(/\\$/, '\\\\')}"`;

export interface ServiceFile {
  readonly path: string;
  readonly content: string | Buffer;
  /** What a person runs after writing it, and after removing it. */
  readonly afterWriting: readonly string[];
  readonly beforeRemoving: readonly string[];
}

export interface ServicePlace {
  readonly system: System;
  readonly scope: 'user' | 'system';
  readonly user: string;
  /** Of the user. */
  readonly homeDirectory: string;
}

/** The file that makes a system start the connector by itself, where it belongs, and what else is to be run. */
export function serviceFile(options: ServiceOptions, place: ServicePlace): ServiceFile {
  if (place.system === 'windows') return scheduled(options);
  return place.system === 'macos' ? agent(options, place) : unit(options, place);
}

function unit(options: ServiceOptions, { scope, user, homeDirectory }: ServicePlace): ServiceFile {
  const folder =
    scope === 'system' ? '/etc/systemd/system' : posix.join(homeDirectory, '.config/systemd/user');
  const systemctl = scope === 'system' ? 'sudo systemctl' : 'systemctl --user';
  return {
    path: `${folder}/${serviceName}.service`,
    content: systemdUnit(options, scope, user),
    afterWriting: [
      `${systemctl} daemon-reload`,
      `${systemctl} enable --now ${serviceName}`,
      // A user's services start at log-in otherwise.
      ...(scope === 'user' ? [`sudo loginctl enable-linger ${user}`] : []),
    ],
    beforeRemoving: [`${systemctl} disable --now ${serviceName}`],
  };
}

function agent(options: ServiceOptions, { homeDirectory }: ServicePlace): ServiceFile {
  const path = posix.join(homeDirectory, 'Library/LaunchAgents', `${launchdLabel}.plist`);
  return {
    path,
    content: launchdAgent(options),
    afterWriting: [`launchctl bootstrap gui/$(id -u) "${path}"`],
    beforeRemoving: [`launchctl bootout gui/$(id -u)/${launchdLabel}`],
  };
}

function scheduled(options: ServiceOptions): ServiceFile {
  const path = win32.join(options.folder, `${serviceName}-task.xml`);
  return {
    path,
    // The Task Scheduler takes this encoding only, and wants its mark.
    content: Buffer.from(`\ufeff${windowsTask(options)}`, 'utf16le'),
    afterWriting: [`schtasks /Create /TN "HiPay ECR Connector" /XML "${path}"`],
    beforeRemoving: ['schtasks /Delete /TN "HiPay ECR Connector"'],
  };
}
