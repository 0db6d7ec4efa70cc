/** Entries of the package that a till may import: `hipay-ecr-connector` and `hipay-ecr-connector/…`. `index` is first. */
export const sdkEntries = {
  index: 'src/sdk/index.ts',
  testing: 'src/sdk/testing/index.ts',
  element: 'src/sdk/element/index.ts',
};
