import { win32 } from 'node:path';
import { xmlText } from '../policy/property-list.ts';
import { type ServiceWish, startWords } from './service-wish.ts';

/**
 * A task for the Task Scheduler, as HiPay's own guide sets its "Desktop Connector" up: at log-on and every five minutes,
 * which does nothing while one runs; on battery too; without the three days after which Windows would end it.
 */
export function windowsTask(wish: ServiceWish): string {
  const [command = '', ...words] = startWords(wish, win32.join(wish.folder, 'hipay-ecr.log'));
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
