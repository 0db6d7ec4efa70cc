import fc from 'fast-check';

const long = process.env['HIPAY_ECR_TESTS'] === 'long';

/** How often a property is tried: `day` times in `npm test`, 3,000 times or more in `npm run test:long`. */
export const runs = (day: number): { numRuns: number } => ({ numRuns: long ? Math.max(3000, day) : day });

// Vitest loads this before each file of tests: it sets the count for properties that name none.
fc.configureGlobal(runs(100));
