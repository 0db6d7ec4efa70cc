import { describe, expect, test } from 'vitest';
import { lastingProgram } from '../../../src/sidecar/program/lasting-program.ts';

const existsOnly = (path: string) => (asked: string) => asked === path;

describe('the program that a service starts', () => {
  test('is the launcher in an installation folder, because it outlives the version', () => {
    const program = '/opt/shop/versions/0.2.0/dist/sidecar/main.js';
    expect(lastingProgram(program, existsOnly('/opt/shop/launcher.mjs'))).toBe('/opt/shop/launcher.mjs');
  });
  test('is the program itself in a package of a system, which has no launcher', () => {
    const program = '/usr/lib/hipay-ecr/versions/0.2.0/dist/sidecar/main.js';
    expect(lastingProgram(program, () => false)).toBe(program);
  });
  test('is the program itself from npm or a checkout, whatever is in the folders above', () => {
    const program = '/home/shop/node_modules/hipay-ecr-connector/dist/sidecar/main.js';
    expect(lastingProgram(program, () => true)).toBe(program);
  });
});
