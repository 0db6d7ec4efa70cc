import { describe, expect, test } from 'vitest';
import { lastingProgram } from '../../../src/sidecar/program/lasting-program.ts';

const is = (path: string) => (asked: string) => asked === path;

describe('the program that a service starts', () => {
  test('of an installation folder: the launcher, which outlives the version', () => {
    const program = '/opt/shop/versions/0.2.0/dist/sidecar/main.js';
    expect(lastingProgram(program, is('/opt/shop/launcher.mjs'))).toBe('/opt/shop/launcher.mjs');
  });
  test('of a package of a system, without a launcher: the program itself', () => {
    const program = '/usr/lib/hipay-ecr/versions/0.2.0/dist/sidecar/main.js';
    expect(lastingProgram(program, () => false)).toBe(program);
  });
  test('of npm or a checkout: the program itself, whatever lies above', () => {
    const program = '/home/shop/node_modules/hipay-ecr-connector/dist/sidecar/main.js';
    expect(lastingProgram(program, () => true)).toBe(program);
  });
});
