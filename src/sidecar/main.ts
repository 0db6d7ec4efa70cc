import '../core/zod-config.ts';
import { processScreen } from './command-line/command.ts';
import { dispatch } from './command-line/dispatch.ts';
import { commands } from './commands.ts';
import { version } from './program/version.ts';

// Nothing is awaited here: a part that is loaded later may need this file, and would wait for its end.
void dispatch(commands, process.argv.slice(2), processScreen, version).then((code) => {
  process.exitCode = code;
});
