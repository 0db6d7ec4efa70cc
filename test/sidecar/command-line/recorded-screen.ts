import type { Screen } from '../../../src/sidecar/command-line/command.ts';

/** A terminal screen that records its output. */
export function recordedScreen(): Screen & {
  readonly printed: () => string;
  readonly complained: () => string;
} {
  let printed = '';
  let complained = '';
  return {
    print: (text) => {
      printed += text;
    },
    complain: (text) => {
      complained += text;
    },
    printed: () => printed,
    complained: () => complained,
  };
}
