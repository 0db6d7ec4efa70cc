import { expect, test } from 'vitest';
import { readIncumbentConfig } from '../../../src/core/settings/config-file.ts';
import { inEnglish } from '../../../src/core/settings/english-remarks.ts';
import { defaultSettings, type Settings, settings } from '../../../src/core/settings/settings.ts';
import {
  carrierOf,
  pathsIn,
  portablePaths,
  settingsFileText,
  valueAt,
  withValueAt,
} from '../../../src/core/settings/settings-file.ts';
import { hideSecrets } from '../../../src/core/settings/visible-settings.ts';
import { englishMessages } from '../../../src/core/zod-english.ts';
import { readSettings } from '../../../src/ui/settings/read-settings.ts';
import {
  draftOfSettings,
  type FieldName,
  fieldNames,
  groupOf,
  isUsed,
  type SettingsDraft,
} from '../../../src/ui/settings/settings-draft.ts';
import { fileProbes, formProbes, schemaProbes } from './setting-probes.ts';

// What each setting accepts and refuses at its limits, in the schema, in the configuration file and in the form, with the
// text of each refusal. `--update` writes the fixture again.

type Answers = Record<string, Record<string, string>>;

/** The values that differ, by their path. */
function changes(before: unknown, after: unknown, path = ''): Record<string, unknown> {
  if (JSON.stringify(before) === JSON.stringify(after)) return {};
  const isGroup = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isGroup(before) || !isGroup(after)) return { [path]: after ?? 'none' };
  const keys = new Set([...Object.keys(before as object), ...Object.keys(after as object)]);
  return Object.assign(
    {},
    ...[...keys].map((key) =>
      changes(valueAt(before, key), valueAt(after, key), path === '' ? key : `${path}.${key}`),
    ),
  );
}

const accepted = (before: unknown, after: unknown) => `accepts ${JSON.stringify(changes(before, after))}`;

function answersTo<Value>(
  probes: Readonly<Record<string, readonly Value[]>>,
  answer: (path: string, value: Value) => string,
): Answers {
  return Object.fromEntries(
    Object.entries(probes).map(([path, values]) => [
      path,
      Object.fromEntries(values.map((value) => [short(JSON.stringify(value)), answer(path, value)])),
    ]),
  );
}

/** Writes a long row of the letter a as its length. */
const short = (text = 'undefined') => text.replace(/a{9,}/g, (row) => `a*${row.length}`);

function schemaAnswer(path: string, value: unknown): string {
  const parsed = settings.safeParse(withValueAt({}, path, value), englishMessages);
  if (parsed.success) return short(accepted(defaultSettings(), parsed.data));
  return `refuses: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`;
}

const smallestFile = { api_username: 'log', api_password: 'pwd' };

function readFile(raw: object) {
  const reading = readIncumbentConfig(raw);
  return reading.ok
    ? { ok: true as const, config: reading.config }
    : { ok: false as const, errors: reading.errors.map((each) => `${each.code}: ${inEnglish(each)}`) };
}

function fileAnswer(path: string, value: unknown): string {
  const before = readFile(smallestFile);
  const after = readFile(withValueAt(smallestFile, path, value));
  if (!after.ok) return `refuses: ${after.errors.join('; ')}`;
  return short(
    accepted(before.ok && before.config, { ...after.config, notes: before.ok && before.config.notes }),
  );
}

const contract = { merchantId: '1234567', paymentApplication: '0CB', rank: '001' };

/** `full`: the form asks this shop for every setting. `least`: it asks this shop for the fewest settings. */
const shops: Record<string, Settings> = {
  full: settings.parse({
    terminal: { language: 'caisse-ap-v3' },
    contracts: { proxy: contract, nfc: contract },
    authorizationThresholdMinor: 5000,
  }),
  least: settings.parse({
    terminal: {
      link: 'simulated',
      caisseAp: { version: '0310' },
      serial: { baudRate: 1200 },
      tcp: { host: '192.0.2.7' },
      timers: { pauseMs: 5 },
    },
    hipay: { route: 'relay', gatewayUrl: 'http://127.0.0.1:1/' },
  }),
};

function formAnswer(stored: Settings, name: string, value: string | boolean): string {
  const visible = hideSecrets(stored, false);
  const draft = { ...draftOfSettings(visible), [name]: value } as SettingsDraft;
  const read = readSettings(draft, visible);
  if (!read.ok) return `refuses: ${JSON.stringify(read.problems)}`;
  const unchanged = { ...stored, hipay: { ...stored.hipay, password: '', hashKey: '' } };
  return short(accepted(unchanged, read.settings));
}

/** The fields that the form does not show, by link, language, contract and route to HiPay. */
function unusedFields(): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const link of ['web-serial', 'web-usb', 'tcp', 'simulated'])
    for (const language of ['concert-v2-e+', 'concert-v2-e', 'caisse-ap-v3'])
      for (const contracts of ['proxy', 'nfc'])
        for (const route of ['direct', 'relay'] as const) {
          const draft = {
            ...draftOfSettings(hideSecrets(defaultSettings(), false)),
            'terminal.link': link,
            'terminal.language': language,
            [`contracts.${contracts}`]: true,
          };
          const unused = fieldNames.filter((name) => !isUsed(name, draft, route));
          answers[`${link} ${language} ${contracts} ${route}`] = unused.sort().join(' ');
        }
  return answers;
}

/** The errors of a file in which every key is wrong. Their order does not matter. */
const allWrong = () => {
  const wrong = Object.keys(fileProbes).reduce<object>((raw, path) => withValueAt(raw, path, {}), {});
  const reading = readFile(withValueAt(withValueAt(wrong, 'connector.lnk', 1), 'connector.timers.x', 1));
  return Object.fromEntries((reading.ok ? [] : reading.errors).sort().map((each, at) => [`${at}`, each]));
};

const table = () => ({
  defaults: JSON.stringify(defaultSettings()),
  paths: [...pathsIn(defaultSettings())].join(' '),
  portablePaths: portablePaths.join(' '),
  settingsFile: settingsFileText(shops['full'] as Settings, { program: '0', savedAt: '' }),
  ways: Object.fromEntries(Object.keys(schemaProbes).map((path) => [path, String(carrierOf(path))])),
  fields: [...fieldNames].sort().join(' '),
  groups: Object.fromEntries([...fieldNames].sort().map((name) => [name, groupOf(name)])),
  unusedFields: unusedFields(),
  schema: answersTo(schemaProbes, schemaAnswer),
  file: answersTo(fileProbes, fileAnswer),
  fileAllWrong: allWrong(),
  ...Object.fromEntries(
    Object.entries(shops).map(([name, shop]) => [
      `form-${name}`,
      answersTo(formProbes as Record<FieldName, readonly (string | boolean)[]>, (field, value) =>
        formAnswer(shop, field, value),
      ),
    ]),
  ),
});

test('each setting accepts and refuses the values that setting-defs.json lists', async () => {
  await expect(`${JSON.stringify(table(), null, 2)}\n`).toMatchFileSnapshot('./setting-defs.json');
});

test('the test has probes for every setting and every field', () => {
  const withoutProbes = (paths: Iterable<string>, probes: object) =>
    [...paths].filter((path) => !(path in probes));
  expect(withoutProbes([...pathsIn(defaultSettings()), ...portablePaths], schemaProbes)).toEqual([]);
  expect(withoutProbes(fieldNames, formProbes)).toEqual([]);
});
