import { commands } from './commands.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  process.exitCode = await command(args);
} else {
  process.stderr.write(`Unknown command: ${name}. See hipay-ecr help.\n`);
  process.exitCode = 1;
}
