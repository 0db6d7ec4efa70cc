import { BaseSequencer, type TestSpecification } from 'vitest/node';

const isLong = ({ project }: TestSpecification): boolean => project.name.endsWith('end-to-end');

/** Starts with the files of end-to-end tests, so that no long file runs alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
