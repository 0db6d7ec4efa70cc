import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import type { TerminalLamp } from '../../core/relay/snapshot.ts';

export interface FirstStep {
  readonly name: 'terminal' | 'account' | 'contract';
  readonly done: boolean;
}

/** What a till needs before it can work, in the order in which a person does it. */
export const firstStepsOf = (
  { hipay, contracts }: VisibleSettings,
  lamp: TerminalLamp,
): readonly FirstStep[] => [
  { name: 'terminal', done: lamp.state !== 'not-chosen' },
  { name: 'account', done: hipay.login !== '' && (hipay.passwordSet || hipay.route === 'relay') },
  { name: 'contract', done: Object.keys(contracts).length > 0 },
];
