import fc from 'fast-check';

const long = process.env['HIPAY_ECR_TESTS'] === 'long';

/** The number of runs of a property: `day` in `npm test`, at least 3,000 in `npm run test:long`. */
export const runs = (day: number): { numRuns: number } => ({ numRuns: long ? Math.max(3000, day) : day });

/** The same examples at each `npm test`, so that its result depends only on the code; other ones in `npm run test:long`. */
export const sameRuns = (day: number): { numRuns: number; seed?: number } =>
  long ? runs(day) : { ...runs(day), seed: day };

// Vitest loads this before each test file: it sets the default number of runs.
fc.configureGlobal(runs(100));
