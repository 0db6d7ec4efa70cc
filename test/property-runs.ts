import fc from 'fast-check';

const long = process.env['HIPAY_ECR_TESTS'] === 'long';

/** How often a property is tried: `day` times in `npm test`, 3,000 times or more in `npm run test:long`. */
export const runs = (day: number): { numRuns: number } => ({ numRuns: long ? Math.max(3000, day) : day });

// Set up before each file of tests: properties without a count of their own.
fc.configureGlobal(runs(100));
