import { processScreen } from './command-line/command.ts';
import { dispatch } from './command-line/dispatch.ts';
import { commands } from './commands.ts';
import { version } from './version.ts';

process.exitCode = await dispatch(commands, process.argv.slice(2), processScreen, version);
