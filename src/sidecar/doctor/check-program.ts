import type { DoctorOutside } from './doctor-outside.ts';
import { type Finding, fault, ok } from './finding.ts';

/** The program's own files: are they what was built? Nothing is said of one that runs from its sources. */
export async function checkProgram({ program }: DoctorOutside): Promise<Finding[]> {
  const { recorded, found } = await program();
  if (!recorded || !found) return [];
  const changed = (['page', 'sidecar'] as const).filter((part) => recorded[part] !== found[part]);
  if (changed.length === 0)
    return [ok('program', `page ${found.page}`), ok('program', `sidecar ${found.sidecar}`)];
  const remedy = 'Install it again, and take payments only then.';
  return [
    fault('program', `not the files that were built (${changed.join(', ')}): changed or damaged`, remedy),
  ];
}
