import type { VisibleSettings } from '../../core/connector-api/connector-api.ts';
import { parseAmount } from '../../core/money/amount.ts';
import { type CurrencyCode, currencyCode } from '../../core/money/currency.ts';
import { type Settings, settings as settingsSchema } from '../../core/settings/settings.ts';
import { settingsOf } from '../../core/settings/visible-settings.ts';
import type { FieldName, SettingsDraft } from './settings-draft.ts';

/** What is wrong with a field; the form has a text for each. */
export type FieldProblem =
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'format' }
  | { readonly kind: 'currency'; readonly code: string }
  | { readonly kind: 'no-currency' }
  | { readonly kind: 'simulated-in-production' }
  | { readonly kind: 'network-address' }
  | { readonly kind: 'network-language' };

export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: FieldProblems };

/** The whole numbers of the form with the limits that the error names: those of `core/settings`. */
const ranges: Partial<Record<FieldName, readonly [number, number]>> = {
  'terminal.serial.baudRate': [110, 256_000],
  'terminal.timers.controlMs': [50, 30_000],
  'terminal.timers.pauseMs': [0, 30_000],
  'terminal.timers.turnaroundMs': [0, 1000],
  'terminal.timers.customerMs': [1000, 900_000],
  'terminal.timers.enquiryAttempts': [1, 10],
  'terminal.timers.frameResends': [0, 5],
  notificationWaitMs: [0, 60_000],
};

/** NaN for anything else than digits, which the schema then refuses. */
const whole = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);

const currenciesOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);

function thresholdOf(text: string, currency: CurrencyCode): number | undefined {
  if (text.trim() === '') return undefined;
  if (/^0+([.,]0+)?$/.test(text.trim())) return 0;
  const amount = parseAmount(text.replace(/\s/g, ''), currency);
  return amount.ok ? amount.amountMinor : Number.NaN;
}

function contractOf(draft: SettingsDraft, kind: 'proxy' | 'nfc') {
  if (!draft[`contracts.${kind}`]) return {};
  return {
    [kind]: {
      merchantId: draft[`contracts.${kind}.merchantId`].trim(),
      paymentApplication: draft[`contracts.${kind}.paymentApplication`].trim(),
      rank: draft[`contracts.${kind}.rank`].trim(),
    },
  };
}

const cableLinks: ReadonlySet<string> = new Set(['web-serial', 'web-usb']);

const lineOf = (draft: SettingsDraft) => ({
  baudRate: whole(draft['terminal.serial.baudRate']),
  dataBits: whole(draft['terminal.serial.dataBits']),
  parity: draft['terminal.serial.parity'],
  stopBits: whole(draft['terminal.serial.stopBits']),
  flowControl: draft['terminal.serial.flowControl'],
});

/** What is not asked for, because the chosen link or language has no use for it, stays as it is stored. */
function terminalOf(draft: SettingsDraft) {
  const caisseAp = draft['terminal.language'] === 'caisse-ap-v3';
  return {
    link: draft['terminal.link'],
    language: draft['terminal.language'],
    registerNumber: draft['terminal.registerNumber'].trim(),
    serialNumber: draft['terminal.serialNumber'].trim(),
    longAnswer: draft['terminal.longAnswer'],
    receipts: draft['terminal.receipts'],
    receiptLanguage: draft['terminal.receiptLanguage'],
    script: draft['terminal.script'],
    ...(caisseAp && {
      caisseAp: {
        version: draft['terminal.caisseAp.version'],
        protocolId: draft['terminal.caisseAp.protocolId'].trim(),
      },
    }),
    ...(cableLinks.has(draft['terminal.link']) && { serial: lineOf(draft) }),
    timers: {
      controlMs: whole(draft['terminal.timers.controlMs']),
      pauseMs: whole(draft['terminal.timers.pauseMs']),
      turnaroundMs: whole(draft['terminal.timers.turnaroundMs']),
      customerMs: whole(draft['terminal.timers.customerMs']),
      enquiryAttempts: whole(draft['terminal.timers.enquiryAttempts']),
      frameResends: whole(draft['terminal.timers.frameResends']),
    },
  };
}

function problemAt(path: readonly PropertyKey[], codes: readonly string[]): [FieldName, FieldProblem] {
  if (path[0] === 'currencies') {
    const code = codes[Number(path[1])];
    return ['currencies', code === undefined ? { kind: 'no-currency' } : { kind: 'currency', code }];
  }
  const name = path.join('.') as FieldName;
  const range = ranges[name];
  return [name, range ? { kind: 'range', min: range[0], max: range[1] } : { kind: 'format' }];
}

/** Reads the form through the schema of the settings. What the form does not show is kept from `visible`. */
export function readSettings(draft: SettingsDraft, visible: VisibleSettings): ReadSettings {
  const stored = settingsOf(visible);
  const codes = currenciesOf(draft.currencies);
  const firstCurrency = currencyCode.safeParse(codes[0]);
  const threshold = thresholdOf(draft.authorizationThresholdMinor, firstCurrency.data ?? 'EUR');
  const { authorizationThresholdMinor: _old, ...kept } = stored;
  const parsed = settingsSchema.safeParse({
    ...kept,
    environment: draft.environment,
    terminal: { ...stored.terminal, ...terminalOf(draft) },
    hipay: {
      ...stored.hipay,
      login: draft['hipay.login'].trim(),
      password: draft['hipay.password'],
      hashKey: draft['hipay.hashKey'],
    },
    contracts: { ...contractOf(draft, 'proxy'), ...contractOf(draft, 'nfc') },
    currencies: codes,
    notificationWaitMs: whole(draft.notificationWaitMs),
    ...(threshold === undefined ? {} : { authorizationThresholdMinor: threshold }),
  });
  const refused = refusedTogether(draft, stored);
  if (parsed.success && Object.keys(refused).length === 0) return { ok: true, settings: parsed.data };
  const problems = Object.fromEntries(
    (parsed.error?.issues ?? []).map((issue) => problemAt(issue.path, codes)),
  );
  return { ok: false, problems: { ...problems, ...refused } };
}

/** What `settingsFault` refuses though each field is right, beside the field that can mend it. */
function refusedTogether(draft: SettingsDraft, { terminal, hipay }: Settings): FieldProblems {
  const production = draft.environment === 'prod';
  const network = draft['terminal.link'] === 'tcp';
  const replaced = hipay.simulated || hipay.gatewayUrl !== '';
  return {
    ...(production && replaced && { environment: { kind: 'simulated-in-production' } as const }),
    ...(production &&
      draft['terminal.link'] === 'simulated' && {
        'terminal.link': { kind: 'simulated-in-production' } as const,
      }),
    ...(network && terminal.tcp.host === '' && { 'terminal.link': { kind: 'network-address' } as const }),
    ...(network &&
      draft['terminal.language'] !== 'caisse-ap-v3' && {
        'terminal.language': { kind: 'network-language' } as const,
      }),
  };
}
