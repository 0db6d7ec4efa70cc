import type { VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Snapshot, TerminalStatus } from '../../core/connector-api/snapshot.ts';

export interface FirstStep {
  readonly name: 'terminal' | 'account' | 'contract';
  readonly done: boolean;
}

/** What a till needs before it can work, in the order in which a person does it. */
export const firstStepsOf = (
  { hipay, contracts }: VisibleSettings,
  lamp: TerminalStatus,
): readonly FirstStep[] => [
  { name: 'terminal', done: lamp.state !== 'not-chosen' },
  { name: 'account', done: hipay.login !== '' && (hipay.passwordSet || hipay.route === 'relay') },
  { name: 'contract', done: Object.keys(contracts).length > 0 },
];

export const guideSteps = ['language', 'terminal', 'account', 'test'] as const;
export type GuideStep = (typeof guideSteps)[number];

export type StepsDone = Readonly<Record<GuideStep, boolean>>;

/** What is done, from how things are: nobody has to remember where the guide was left. */
export function stepsDone(settings: VisibleSettings, snapshot: Snapshot, languageChosen: boolean): StepsDone {
  const done = (wanted: string) =>
    firstStepsOf(settings, snapshot.terminal).some(({ name, done }) => name === wanted && done);
  return {
    language: languageChosen,
    terminal: done('terminal'),
    account: settings.provisioned || (done('account') && done('contract')),
    test: snapshot.payments.some(({ outcome }) => outcome === 'APPROVED'),
  };
}

/** Where to begin, or to go on. */
export const firstUndone = (done: StepsDone): GuideStep => guideSteps.find((step) => !done[step]) ?? 'test';
