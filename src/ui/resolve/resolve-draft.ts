import { connectorCalls } from '../../core/relay/connector-api.ts';

/** What the terminal said when it was asked for its last ticket. */
export interface Evidence {
  /** In words, for the record. */
  readonly why: string;
  /** What it suggests; a person decides. */
  readonly suggestion?: string;
}

/** What stands in the dialogue so far. */
export interface ResolveDraft {
  readonly paid: boolean | undefined;
  readonly by: string;
  readonly why: string;
}

export type DraftProblem = 'choice' | 'by' | 'why';

/** What is still missing, in the order in which it is asked for. */
export function draftProblems({ paid, by, why }: ResolveDraft): DraftProblem[] {
  const { shape } = connectorCalls.resolvePayment.params;
  const problems: (DraftProblem | false)[] = [
    paid === undefined && 'choice',
    !shape.by.safeParse(by).success && 'by',
    !shape.why.safeParse(why).success && 'why',
  ];
  return problems.filter((problem) => problem !== false);
}
