import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Document, isMap, isScalar, Scalar } from 'yaml';
import { readShopConfig } from '../../core/settings/config-file.ts';
import { secretKeys, withPasswordPlaceholder } from '../../core/settings/secret-keys.ts';
import { networkLanguage } from '../../core/terminal/terminal-languages.ts';
import { decodeText } from '../../core/text-encoding.ts';
import { foreignHome } from '../program/foreign-home.ts';
import { defaultHome, movedToPath } from '../program/home-folder.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { findOpenFile, type OpenSecrets } from '../system/open-secrets.ts';
import { shellWords } from '../system/shell-words.ts';
import { thisSystem } from '../system/systems.ts';
import { readConfigYaml } from './config-yaml.ts';
import { type Answers, applicableQuestions, type Question, questions } from './setup-questions.ts';

/** A configuration file that the set-up edits. All comments, and all keys that no question asks for, stay unchanged. */
export type Configuration = Document;

/** Settings of the serial line, which HiPay's installer writes without a question. */
const defaultLine = { baudRate: '9600', dataBits: '8', parity: 'none', stopBits: '1' };

/** Reads a configuration file. Returns a string, the reason, if that is impossible. */
export function readConfiguration(text: string): Configuration | string {
  const yaml = readConfigYaml(text);
  if (!yaml.ok) return yaml.fault;
  if (!isMap(yaml.document.contents)) return 'the file must hold "key: value" lines such as local_port: 8080';
  return yaml.document;
}

export const emptyConfiguration = (): Configuration => new Document({}, { schema: 'failsafe' });

/** Reads the answers to the set-up's questions from a configuration file. */
export function readAnswers(configuration: Configuration): Answers {
  const answers: Record<string, string> = {};
  for (const { name, path } of questions) {
    const value = path && configuration.getIn(path);
    if (typeof value === 'string' && value !== '') answers[name] = value;
    else if (hasSecretFile(configuration, path)) answers[name] = '********';
  }
  const has = (kind: string) => configuration.hasIn(['contract', kind]);
  if (has('proxy') || has('nfc'))
    answers['contract-type'] = has('proxy') && has('nfc') ? 'both' : has('nfc') ? 'nfc' : 'proxy';
  return answers;
}

/** True if the configuration names a file for this secret. The set-up does not change such a secret. */
const hasSecretFile = (configuration: Configuration, path: readonly string[] | undefined): boolean =>
  secretKeys.some(
    (key) => key.path.join() === path?.join() && configuration.hasIn(['connector', key.fileKey]),
  );

/** Writes the answers into a copy, and removes keys that do not apply (the network port of a terminal on a cable). */
export function applyAnswers(configuration: Configuration, answers: Answers): Configuration {
  const next = configuration.clone();
  const applicable = new Set(applicableQuestions(answers).map(({ name }) => name));
  for (const question of questions) {
    const { name, path } = question;
    if (!path || hasSecretFile(next, path)) continue;
    const given = applicable.has(name) ? (answers[name] ?? '') : '';
    // A password may begin or end with blanks.
    const answer = question.secret && given.trim() !== '' ? given : given.trim();
    if (answer !== '') putValue(next, path, scalarOf(question, answer));
    else if (next.hasIn(path)) next.deleteIn(path);
  }
  for (const kind of ['proxy', 'nfc']) {
    const place = ['contract', kind];
    if (!applicable.has(`${kind}-rank`) && next.hasIn(place)) next.deleteIn(place);
  }
  writeLinkKeys(next, answers);
  return next;
}

/** Sets a value. If the file already has this value, its spelling stays; a new value keeps the comment of the old one. */
export function putValue(next: Configuration, path: readonly string[], scalar: Scalar): void {
  const present = next.getIn(path, true);
  if (isScalar(present)) {
    if (present.value === scalar.value) return;
    if (present.comment) scalar.comment = present.comment;
  }
  next.setIn(path, scalar);
}

/** For a terminal on a cable, adds missing serial settings. For a network terminal, sets the only language that works there. */
function writeLinkKeys(next: Configuration, { link }: Answers): void {
  if (link === 'tcp') next.setIn(['connector', 'language'], unquotedScalar(networkLanguage));
  if (link !== 'web-serial' && link !== 'web-usb') return;
  for (const [key, value] of Object.entries(defaultLine))
    if (!next.has(key)) next.set(key, unquotedScalar(value));
}

const unquotedScalar = (value: string): Scalar => new Scalar(value);

/** Quotes a value unless it is a number or one of the choices: other YAML readers would read 001 as 1. */
function scalarOf({ number, choices }: Question, answer: string): Scalar {
  const scalar = unquotedScalar(answer);
  const isUnquoted = choices !== undefined || (number && /^(?:0|[1-9]\d*)$/.test(answer));
  if (!isUnquoted) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

export interface FirstConfiguration {
  readonly configuration: Configuration;
  /** Path of the file that was read; undefined for an empty configuration. */
  readonly from: string | undefined;
}

/** Reads the file that a set-up starts from. A string: why it cannot be used; this text never contains a secret. */
export function readFirstConfiguration(path: string): FirstConfiguration | string {
  try {
    const configuration = readConfiguration(decodeText(readFileSync(path)).text);
    if (typeof configuration === 'string') return `${path} cannot be used: ${configuration}`;
    const reading = readShopConfig(withPasswordPlaceholder(configuration.toJS()));
    return reading.ok
      ? { configuration, from: path }
      : `${path} cannot be used: ${reading.errors.join('; ')}.`;
  } catch (error) {
    return `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
  }
}

/** Reads the home folder's configuration, which a set-up changes; an empty one if there is no file. */
export function readPresentConfiguration(folder: string): FirstConfiguration | string {
  const path = join(folder, 'config.yml');
  if (!existsSync(path)) return { configuration: emptyConfiguration(), from: undefined };
  const present = readFirstConfiguration(path);
  return typeof present === 'string' ? `${present} Correct it, or replace it with --replace.` : present;
}

export interface WrittenConfiguration {
  readonly path: string;
  /** The command that starts the connector with it. */
  readonly startCommand: string;
  /** Undefined: no other user of the computer can read the file. */
  readonly openSecrets: OpenSecrets | undefined;
}

/** Writes the configuration where `start` will find it. A string: why that is impossible. */
export async function writeConfiguration(
  { home = defaultHome() }: Answers,
  configuration: Configuration,
  env: NodeJS.ProcessEnv,
): Promise<WrittenConfiguration | string> {
  const folder = resolve(home);
  const path = join(folder, 'config.yml');
  // A dialogue may have chosen another folder.
  const foreign = foreignHome(folder);
  if (foreign !== undefined) return foreign;
  try {
    await writePrivateFile(path, configuration.toString());
    // If this variable sets the folder, `start` does not read the `moved-to` file.
    const fromVariable = env['HIPAY_ECR_HOME'];
    if (fromVariable === undefined) await writeMovedTo(folder);
    const found = fromVariable === undefined || resolve(fromVariable) === folder;
    const { program, quote } = shellWords[thisSystem];
    const startCommand = `${program} start${found ? '' : ` --home ${quote(folder)}`}`;
    return { path, startCommand, openSecrets: await findOpenFile(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return `${path} cannot be written (${code}). Choose another folder with --home.`;
  }
}

async function writeMovedTo(folder: string): Promise<void> {
  if (folder === resolve(defaultHome())) await rm(movedToPath(), { force: true });
  else await writePrivateFile(movedToPath(), `${folder}\n`);
}

const secretPaths = [
  ...questions.flatMap(({ secret, path }) => (secret && path ? [path] : [])),
  ['connector', 'hash_key'],
];

/** The configuration as text, with stars in place of each secret, because other people may see the screen. */
export function hideSecrets(configuration: Configuration): string {
  const shown = configuration.clone();
  for (const path of secretPaths) if (shown.hasIn(path)) shown.setIn(path, '********');
  return shown.toString();
}
