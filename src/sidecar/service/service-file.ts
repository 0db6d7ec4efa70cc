import { posix, win32 } from 'node:path';
import type { System } from '../policy/policy-places.ts';
import { launchdAgent, launchdLabel } from './launchd-agent.ts';
import { type ServiceWish, serviceName } from './service-wish.ts';
import { systemdUnit } from './systemd-unit.ts';
import { windowsTask } from './windows-task.ts';

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
export function serviceFile(wish: ServiceWish, place: ServicePlace): ServiceFile {
  if (place.system === 'windows') return scheduled(wish);
  return place.system === 'macos' ? agent(wish, place) : unit(wish, place);
}

function unit(wish: ServiceWish, { scope, user, homeDirectory }: ServicePlace): ServiceFile {
  const folder =
    scope === 'system' ? '/etc/systemd/system' : posix.join(homeDirectory, '.config/systemd/user');
  const systemctl = scope === 'system' ? 'sudo systemctl' : 'systemctl --user';
  return {
    path: `${folder}/${serviceName}.service`,
    content: systemdUnit(wish, scope, user),
    afterWriting: [
      `${systemctl} daemon-reload`,
      `${systemctl} enable --now ${serviceName}`,
      // A user's services start at log-in otherwise.
      ...(scope === 'user' ? [`sudo loginctl enable-linger ${user}`] : []),
    ],
    beforeRemoving: [`${systemctl} disable --now ${serviceName}`],
  };
}

function agent(wish: ServiceWish, { homeDirectory }: ServicePlace): ServiceFile {
  const path = posix.join(homeDirectory, 'Library/LaunchAgents', `${launchdLabel}.plist`);
  return {
    path,
    content: launchdAgent(wish),
    afterWriting: [`launchctl bootstrap gui/$(id -u) "${path}"`],
    beforeRemoving: [`launchctl bootout gui/$(id -u)/${launchdLabel}`],
  };
}

function scheduled(wish: ServiceWish): ServiceFile {
  const path = win32.join(wish.folder, `${serviceName}-task.xml`);
  return {
    path,
    // The Task Scheduler takes this encoding only, and wants its mark.
    content: Buffer.from(`\ufeff${windowsTask(wish)}`, 'utf16le'),
    afterWriting: [`schtasks /Create /TN "HiPay ECR Connector" /XML "${path}"`],
    beforeRemoving: ['schtasks /Delete /TN "HiPay ECR Connector"'],
  };
}
