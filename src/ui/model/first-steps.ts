import type { Snapshot, TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';

export interface FirstStep {
  readonly name: 'terminal' | 'account' | 'contract';
  readonly done: boolean;
}

/** The steps that make a till ready, in the order in which a person takes them. */
export const firstStepsOf = (
  { hipay, contracts }: VisibleSettings,
  status: TerminalStatus,
): readonly FirstStep[] => [
  { name: 'terminal', done: status.state !== 'not-chosen' },
  { name: 'account', done: hipay.login !== '' && (hipay.passwordSet || hipay.route === 'relay') },
  { name: 'contract', done: Object.keys(contracts).length > 0 },
];

export const guideSteps = ['language', 'terminal', 'account', 'test'] as const;
export type GuideStep = (typeof guideSteps)[number];

export type StepsDone = Readonly<Record<GuideStep, boolean>>;

/** Derives the finished steps from settings and snapshot, because the guide stores no progress. */
export function stepsDone(settings: VisibleSettings, snapshot: Snapshot, languageChosen: boolean): StepsDone {
  const isDone = (step: FirstStep['name']) =>
    firstStepsOf(settings, snapshot.terminal).some(({ name, done }) => name === step && done);
  return {
    language: languageChosen,
    terminal: isDone('terminal'),
    account: settings.provisioned || (isDone('account') && isDone('contract')),
    test: snapshot.payments.some(({ outcome }) => outcome === 'APPROVED'),
  };
}

/** The first unfinished step, where the guide starts or continues. */
export const firstUndone = (done: StepsDone): GuideStep => guideSteps.find((step) => !done[step]) ?? 'test';
