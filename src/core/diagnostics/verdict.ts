import { type Check, type Finding, worstFirst } from './finding.ts';

/**
 * The findings in one word, for a person who must know at once whether payments can be taken.
 *
 * - `good`: nothing is wrong
 * - `look`: something should be looked at
 * - `broken`: something does not work; payments are not known to be stopped by it
 * - `blocked`: no payment can be taken
 */
export interface Verdict {
  readonly kind: 'good' | 'look' | 'broken' | 'blocked';
  /** The finding that decides; absent if all is good. */
  readonly main?: Finding;
}

/** If one of these checks is broken, no payment on this page begins. */
const needed: readonly Check[] = [
  'connector',
  'browser',
  'secure',
  'parts',
  'policy',
  'permission',
  'terminal',
  'storage',
];

const isBlocking = ({ state, check, name }: Finding): boolean =>
  state === 'broken' && (needed.includes(check) || name === 'contract-missing');

export function verdictOf(findings: readonly Finding[]): Verdict {
  const blocking = findings.find(isBlocking);
  if (blocking) return { kind: 'blocked', main: blocking };
  const [worst] = worstFirst(findings);
  return worst && worst.state !== 'good' ? { kind: worst.state, main: worst } : { kind: 'good' };
}

/** The findings to mend, in the order in which a person works: first what stops payments. */
export const toMend = (findings: readonly Finding[]): Finding[] => {
  const wrong = worstFirst(findings).filter(({ state }) => state !== 'good');
  return [...wrong.filter(isBlocking), ...wrong.filter((each) => !isBlocking(each))];
};
