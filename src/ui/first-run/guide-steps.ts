import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { firstStepsOf } from '../pay/first-steps.ts';

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
