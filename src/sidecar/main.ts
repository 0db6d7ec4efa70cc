import '../core/zod-config.ts';
import { processScreen } from './command-line/command.ts';
import { dispatch } from './command-line/dispatch.ts';
import { commands } from './commands.ts';
import { version } from './program/version.ts';

// There is no top-level await here: a module that is loaded later may import this file, and would wait for ever.
void dispatch(commands, process.argv.slice(2), processScreen, version).then((code) => {
  process.exitCode = code;
});
