import type { TimelineStep } from '../../core/history/timeline.ts';

export interface StorySpan {
  readonly name: 'spanTerminal' | 'spanCustomer' | 'spanHiPay';
  readonly ms: number;
}

/** Where a payment's time went: until the terminal had it, until it answered, until HiPay knew. Only what is known. */
export function storySpans(steps: readonly TimelineStep[]): StorySpan[] {
  const at = (kind: TimelineStep['kind']) => steps.find((step) => step.kind === kind)?.at;
  const between = (name: StorySpan['name'], from: number | undefined, to: number | undefined): StorySpan[] =>
    from === undefined || to === undefined || to < from ? [] : [{ name, ms: to - from }];
  const ended = at('answered') ?? at('unknown');
  return [
    ...between('spanTerminal', at('recorded'), at('accepted') ?? ended ?? at('closed')),
    ...between('spanCustomer', at('accepted'), ended),
    ...between('spanHiPay', at('queued'), at('told')),
  ];
}
