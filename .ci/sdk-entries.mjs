/** What a till may import of the package, as `hipay-ecr-connector` and `hipay-ecr-connector/…`. `index` is first. */
export const sdkEntries = {
  index: 'src/sdk/index.ts',
  testing: 'src/sdk/testing/index.ts',
  element: 'src/sdk/element/index.ts',
};
