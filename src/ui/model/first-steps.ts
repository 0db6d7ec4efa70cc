import type { Snapshot, TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';

export interface FirstStep {
  readonly name: 'terminal' | 'account' | 'contract';
  readonly done: boolean;
}

const hasLogin = ({ hipay }: VisibleSettings): boolean =>
  hipay.login !== '' && (hipay.passwordSet || hipay.route === 'relay');

/** False: every payment is refused, because it could not be sent to HiPay. */
export const hasContract = ({ contracts, contractList }: VisibleSettings): boolean =>
  Object.keys(contracts).length > 0 || contractList.length > 0;

/** The steps that make a till ready, in the order in which a person takes them. */
export const firstStepsOf = (settings: VisibleSettings, lamp: TerminalStatus): readonly FirstStep[] => [
  { name: 'terminal', done: lamp.state !== 'not-chosen' },
  { name: 'account', done: hasLogin(settings) },
  { name: 'contract', done: hasContract(settings) },
];

export const guideSteps = ['language', 'terminal', 'account', 'test'] as const;
export type GuideStep = (typeof guideSteps)[number];

export type StepsDone = Readonly<Record<GuideStep, boolean>>;

/** Derives the finished steps from settings and snapshot, because the guide stores no progress. */
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

/** The first unfinished step, where the guide starts or continues. */
export const firstUndone = (done: StepsDone): GuideStep => guideSteps.find((step) => !done[step]) ?? 'test';
