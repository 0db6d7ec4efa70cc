import '../core/zod-config.ts';
import { processScreen } from './command-line/command.ts';
import { dispatch } from './command-line/dispatch.ts';
import { commands } from './commands.ts';
import { version } from './program/version.ts';

// No top-level await: a module that is loaded later may import this file, and would wait for it forever.
void dispatch(commands, process.argv.slice(2), processScreen, version).then((code) => {
  process.exitCode = code;
});
