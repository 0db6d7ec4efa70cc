import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { httpGateway } from '../../../adapters/http-gateway/http-gateway.ts';
import type { PaymentWithNotifications } from '../../../core/hipay/outbox-entry.ts';
import { formatMajor, parseAmount } from '../../../core/money/amount.ts';
import { exponentOf } from '../../../core/money/currency.ts';
import { parseJsonAs } from '../../../core/parse-json.ts';
import type { ShopConfig } from '../../../core/settings/config-file.ts';
import { defaultSettings, type Settings } from '../../../core/settings/settings.ts';
import { gatewayTwinPath } from '../../../simulator/gateway/gateway-script.ts';
import { allowedHostsOf } from '../../access/host-check.ts';
import { findOwnSidecar } from '../../access/owner-key.ts';
import { describeNoAnswer, findRunningHome } from '../../access/running-home.ts';
import { type Command, exitCode, usageFault } from '../../command-line/command.ts';
import { readOptions } from '../../command-line/options.ts';
import { readConfigFile } from '../../config/config-file.ts';
import { foreignHome } from '../../program/foreign-home.ts';
import { writePrivateFile } from '../../program/private-file.ts';
import { AllRecords } from '../../records/all-records.ts';
import { thisSystem } from '../../system/systems.ts';
import { clackDialogue, type Dialogue } from '../setup/clack-dialogue.ts';
import { type Health, health, type OwnerCommandDeps, processDeps } from '../status.ts';
import { countContracts, lookUpAtHipay, sendStageOrder, sentSale } from './hipay-stage.ts';
import { type PilotState, pilotState, type ShopFacts } from './pilot-facts.ts';
import { hipayNumber, neverSentNumber, nextOf, paymentAt } from './pilot-machine.ts';
import { moneyLines, pilotTables, reportJson, reportText } from './pilot-report.ts';
import { type PilotEdges, runPilot } from './run-pilot.ts';
import { checkPilotShop, lookUpPilotPayment, type ShopDeps, takePilotPayment } from './running-shop.ts';

const options = {
  list: { help: 'print the cases, and the assumptions that they settle; ask nothing' },
  new: { help: 'begin a new run; without it, a run that was interrupted goes on' },
  config: {
    value: 'FILE',
    help: 'the configuration file of the connector (default: config.yml in the home folder)',
  },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

const more = [
  'Needs a running connector with an open page, a person at a text terminal and one at the card terminal.',
  'Every payment goes through POST /order of the running connector, with a small amount and a number of its own',
  '(PILOT-...). What is charged is listed at the end, to be refunded. Numbers in doubt are never sent again. Orders for',
  "HiPay are invented on HiPay's stage only. The run may be stopped at any point; it goes on when it is run again.",
  'It writes pilot-RUN.json and pilot-RUN.md into the home folder: no secret, card numbers masked.',
].join('\n');

export interface PilotDeps extends OwnerCommandDeps {
  /** Undefined if there is no text terminal: then no person can be asked. */
  readonly dialogue: Dialogue | undefined;
  now(): number;
  pause(ms: number): Promise<void>;
  uptime(): number;
  runId(): string;
}

/** `hipay-ecr pilot`: a run for the first real shop, with a real terminal and HiPay's stage. */
export const pilot: Command = {
  summary: 'leads through the first half hour with a real terminal, and writes what was seen',
  options,
  more,
  run: (args) =>
    pilotRun(args, {
      ...processDeps,
      dialogue: process.stdin.isTTY && process.stdout.isTTY ? clackDialogue : undefined,
      now: Date.now,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      uptime,
      runId: () => Array.from(randomBytes(4), (byte) => (byte % 36).toString(36).toUpperCase()).join(''),
    }),
};

const statePath = (folder: string): string => join(folder, 'pilot.json');

export async function pilotRun(args: readonly string[], deps: PilotDeps): Promise<number> {
  const { screen, env, dialogue, fetchUrl } = deps;
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'pilot', line.error);
  const { list, new: isNew, config, home } = line.values;
  if (list) {
    screen.print(`${pilotTables()}\n`);
    return exitCode.ok;
  }
  if (!dialogue)
    return usageFault(
      screen,
      'pilot',
      'There is no terminal here to ask questions. A pilot needs a person at a text terminal and at the card terminal: run it there. --list prints what it does.',
    );
  const fail = (text: string): number => {
    screen.complain(`${text}\n`);
    return exitCode.failed;
  };
  const folder = await findRunningHome(home, env);
  const foreign = foreignHome(folder);
  if (foreign !== undefined) return fail(foreign);
  const sidecar = await findOwnSidecar(folder, fetchUrl);
  const seen = health.safeParse((await sidecar?.call('GET', '/health'))?.body).data;
  if (!sidecar || !seen) return fail((await describeNoAnswer(folder, 'pilot')).text);
  if (seen.page !== 'open' || !seen.simulated)
    return fail(
      'The page of the connector is not open, or does not answer: run hipay-ecr open, then this again.',
    );
  const file = await readConfigFile(config, folder, env);
  if (file && !file.reading.ok) return fail(`${file.path}: ${file.reading.errors.join('; ')}`);
  const shopConfig = file?.reading.ok ? file.reading.config : undefined;
  const settings = runningSettings(shopConfig, seen, sidecar.port);
  const before = isNew ? undefined : await readState(folder);
  if (before === 'unreadable')
    return fail(`${statePath(folder)} cannot be read. A new run begins with hipay-ecr pilot --new.`);
  dialogue.begin('Pilot: what the terminal, HiPay and this computer really do');
  const run = before ?? (await beginRun(shopOf(settings, shopConfig, seen), dialogue, deps));
  if (!run) {
    dialogue.giveUp('Nothing was begun.');
    return exitCode.failed;
  }
  if (before) dialogue.say(`Run ${run.runId} goes on.`);
  const edges = edgesOf({ folder, run, settings, config: shopConfig }, deps);
  const { state, end } =
    before && nextOf(before).do === 'finish'
      ? { state: run, end: 'finished' }
      : await runPilot(run, dialogue, edges);
  const paths = await writeReport(folder, state, deps.now());
  dialogue.show('Money', moneyLines(state).join('\n'));
  dialogue.end(
    end === 'finished'
      ? `Written to ${paths.join(' and ')}. A new run: hipay-ecr pilot --new`
      : `Stopped. hipay-ecr pilot goes on from here. So far: ${paths.join(' and ')}`,
  );
  return exitCode.ok;
}

/** The settings as the running program has them: if HiPay is simulated, with the address of the simulated one. */
function runningSettings(config: ShopConfig | undefined, { simulated }: Health, port: number): Settings {
  const settings = config?.settings ?? defaultSettings();
  if (!simulated?.gateway || settings.hipay.gatewayUrl !== '') return settings;
  const gatewayUrl = `${allowedHostsOf(port).pageUrl}${gatewayTwinPath}`;
  return { ...settings, hipay: { ...settings.hipay, gatewayUrl } };
}

function shopOf(settings: Settings, config: ShopConfig | undefined, seen: Health): ShopFacts {
  const { terminal, hipay, currencies } = settings;
  const { simulated = { terminal: true, gateway: true } } = seen;
  const otherCurrency = currencies.find((currency) => exponentOf(currency) !== 2);
  return {
    version: seen.version,
    system: thisSystem,
    environment: settings.environment,
    language: terminal.language,
    link: simulated.terminal ? 'simulated' : terminal.link,
    simulated,
    contracts: countContracts(settings),
    currency: currencies[0] ?? 'EUR',
    ...(otherCurrency && { otherCurrency }),
    privateDigits: terminal.privateDigits,
    customerMs: terminal.timers.customerMs,
    hasAccount: config !== undefined && hipay.login !== '' && hipay.password !== '',
  };
}

/** The first amount is at most this many times the proposed one. */
const maxTimesUsual = 20;

/** Asks for the amount, until it is valid, and begins a run. Undefined if the person gives up. */
async function beginRun(
  shop: ShopFacts,
  dialogue: Dialogue,
  { now, runId }: PilotDeps,
): Promise<PilotState | undefined> {
  const { currency } = shop;
  const unit = 10 ** exponentOf(currency);
  // One unit of a currency without decimals is worth too little for a terminal.
  const usual = unit === 1 ? 100 : unit;
  const question = {
    name: 'amount',
    prompt: `Amount of the first payment, in ${currency}; each further one has the smallest unit more`,
    value: 'AMOUNT',
    required: true,
  } as const;
  for (;;) {
    const answer = await dialogue.ask(question, formatMajor(usual, currency));
    if (answer === undefined) return undefined;
    const read = parseAmount(answer, currency);
    if (read.ok && read.amountMinor <= usual * maxTimesUsual)
      return {
        version: 1,
        runId: runId(),
        startedAt: now(),
        shop,
        baseMinor: read.amountMinor,
        numbers: 0,
        cases: {},
        latest: {},
      };
    dialogue.warn(
      read.ok ? `At most ${formatMajor(usual * maxTimesUsual, currency)}` : `The amount ${read.reason}`,
    );
  }
}

async function readState(folder: string): Promise<PilotState | 'unreadable' | undefined> {
  try {
    return parseJsonAs(pilotState, await readFile(statePath(folder), 'utf8')) ?? 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unreadable';
  }
}

async function writeReport(folder: string, state: PilotState, at: number): Promise<string[]> {
  const path = (ending: string) => join(folder, `pilot-${state.runId}.${ending}`);
  await writePrivateFile(path('json'), reportJson(state, at));
  await writePrivateFile(path('md'), reportText(state, at));
  return [path('json'), path('md')];
}

interface PilotShop {
  readonly folder: string;
  readonly run: PilotState;
  readonly settings: Settings;
  readonly config: ShopConfig | undefined;
}

function edgesOf({ folder, run, settings, config }: PilotShop, deps: PilotDeps): PilotEdges {
  const { now, pause, fetchUrl } = deps;
  const { shop } = run;
  const secrets = [settings.hipay.password, settings.hipay.hashKey, config?.sidecar.apiPassword ?? ''];
  const shopDeps: ShopDeps = {
    ownSidecar: () => findOwnSidecar(folder, fetchUrl),
    payments: (begin) => readPayments(folder, begin),
    now,
    pause,
    uptime: deps.uptime,
    secrets,
  };
  const stage = { settings, gateway: httpGateway(fetchUrl), secrets, now };
  const firstSale = `pilot-${run.runId}-first`;
  return {
    pay: (sent) => takePilotPayment(sent, shop, shopDeps),
    look: (sent, waitMs) => lookUpPilotPayment(sent, waitMs, shopDeps),
    check: (waitMs) => checkPilotShop(waitMs, shopDeps),
    order: ({ baseMinor }, key, { contract, currency }) => {
      const other = shop.otherCurrency ?? shop.currency;
      const isUsual = currency === 'usual';
      const order = {
        orderId: hipayNumber(run, currency),
        paymentId: `pilot-${run.runId}-${key}`,
        amountMinor: isUsual ? baseMinor : 10 ** Math.max(exponentOf(other), 2),
        currency: isUsual ? shop.currency : other,
        contract,
      };
      return sendStageOrder(order, stage);
    },
    async lookUp(state, number) {
      const sale = (orderId: string, paymentId: string, amountMinor = state.baseMinor) =>
        sentSale(orderId, paymentId, amountMinor, shop.currency);
      if (number === 'never-sent') return lookUpAtHipay(sale(neverSentNumber(run), firstSale), stage);
      if (state.cases['number-twice']?.results['first'])
        return lookUpAtHipay(sale(hipayNumber(run, 'usual'), firstSale), stage);
      const paid = paymentAt(state, { case: 'pay', key: 'payment' });
      if (paid?.charge !== 'charged') return undefined;
      const copies = await readPayments(folder, run.startedAt);
      const copy = copies.find(({ record }) => record.orderId === paid.orderId);
      return lookUpAtHipay(sale(paid.orderId, copy?.record.paymentId ?? '', paid.amountMinor), stage);
    },
    save: (state) => writePrivateFile(statePath(folder), JSON.stringify(state)),
    now,
  };
}

/** The payments of the second copy since a time. None if the records cannot be opened. */
async function readPayments(folder: string, begin: number): Promise<PaymentWithNotifications[]> {
  let records: AllRecords;
  try {
    records = await AllRecords.open(folder);
  } catch {
    return [];
  }
  try {
    const span = { begin, end: Number.POSITIVE_INFINITY };
    const found: PaymentWithNotifications[] = [];
    for await (const payment of records.payments(span)) found.push(payment);
    return found;
  } finally {
    await records.close();
  }
}
