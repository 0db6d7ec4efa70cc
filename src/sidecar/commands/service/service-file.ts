import { posix, win32 } from 'node:path';
import { propertyList, xmlText } from '../../program/property-list.ts';
import type { System } from '../../system/systems.ts';
import {
  browserArguments,
  type ScreenUser,
  type ServiceFile,
  type ServiceOptions,
  type ServicePlace,
  serviceName,
  startArguments,
} from './service-options.ts';
import { browserUnitFile, systemdFile } from './systemd-units.ts';

/** Name of the task in the Task Scheduler. */
export const taskName = 'HiPay ECR Connector';

export const launchdLabel = 'com.hipay.ecr-connector';

/** An agent of launchd: it starts at login and restarts after a failure, but not after a normal stop. */
export const launchdAgent = (options: ServiceOptions): string =>
  propertyList({
    Label: launchdLabel,
    ProgramArguments: startArguments(options, posix.join(options.folder, 'hipay-ecr.log')),
    ...launchdLife,
  });

const launchdLife = {
  RunAtLoad: true,
  KeepAlive: { SuccessfulExit: false },
  ExitTimeOut: 200,
  ProcessType: 'Interactive',
} as const;

/** A daemon of launchd: the connector alone, as a user of its own, before any log-in. */
const launchdDaemon = (options: ServiceOptions, user: string): string =>
  propertyList({
    Label: launchdLabel,
    ProgramArguments: [
      ...startArguments(options, posix.join(options.folder, 'hipay-ecr.log')),
      '--browser-key',
      connectorKeyOnMac,
    ],
    UserName: user,
    Umask: 0o077,
    ...launchdLife,
  });

/** The daemon's copy of the pairing file. launchd, unlike systemd, cannot hand a file to a service. */
export const connectorKeyOnMac = '/etc/hipay-ecr/connector.key';

const launchdBrowserLabel = `${launchdLabel}.browser`;

/** An agent of launchd, which keeps the browser of a connector that runs as another user. */
const launchdBrowserAgent = (options: ServiceOptions, screen: ScreenUser): string =>
  propertyList({
    Label: launchdBrowserLabel,
    ProgramArguments: browserArguments(options, screen),
    ...launchdLife,
  });

/**
 * A task for the Task Scheduler, as in HiPay's guide for its "Desktop Connector". It starts at log-on and every five minutes, also
 * on battery. It has no limit of three days, and the priority of a person's own programs: both are not the default of a task.
 * Windows ignores a start while the task runs. A normal user may register it, because it names the user and needs no rights of an
 * administrator.
 */
export function windowsTask(options: ServiceOptions, user: string | undefined): string {
  const account = user === undefined ? [] : [`<UserId>${xmlText(user)}</UserId>`];
  const args = startArguments(options, win32.join(options.folder, 'hipay-ecr.log'));
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
    `      <Arguments>${xmlText(['--headless', ...args.map(windowsWord)].join(' '))}</Arguments>`,
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

/** The file that makes a system start the connector by itself, with its path and the commands to run. */
export function serviceFile(options: ServiceOptions, place: ServicePlace): ServiceFile {
  if (place.system === 'windows') return taskFile(options, place.account);
  return place.system === 'macos' ? launchdFile(options, place) : systemdFile(options, place);
}

/** The file that makes the browser start with the log-in of the user of the screen. */
export function browserFile(options: ServiceOptions, system: System, screen: ScreenUser): ServiceFile {
  if (system === 'linux') return browserUnitFile(options, screen);
  const path = `/Library/LaunchAgents/${launchdBrowserLabel}.plist`;
  const session = `gui/$(id -u ${screen.name})`;
  return {
    path,
    content: launchdBrowserAgent(options, screen),
    afterWriting: [`sudo launchctl bootstrap ${session} "${path}"`],
    beforeRemoving: [`sudo launchctl bootout ${session}/${launchdBrowserLabel}`],
  };
}

function launchdFile(options: ServiceOptions, { scope, user, homeDirectory }: ServicePlace): ServiceFile {
  if (scope === 'system') {
    const path = `/Library/LaunchDaemons/${launchdLabel}.plist`;
    return {
      path,
      content: launchdDaemon(options, user),
      afterWriting: [
        `sudo install -d -o ${user} -m 700 "${options.folder}"`,
        `sudo launchctl bootstrap system "${path}"`,
      ],
      beforeRemoving: [`sudo launchctl bootout system/${launchdLabel}`],
    };
  }
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
