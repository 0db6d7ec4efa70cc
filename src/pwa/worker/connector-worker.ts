import '../../core/zod-config.ts';
import { browserClock } from '../../adapters/browser/browser-host.ts';
import type { MessageEnd } from '../../adapters/browser/message-port.ts';
import { SidecarSocket } from '../../adapters/sidecar-client/sidecar-socket.ts';
import { isOnThisComputer } from '../../core/connector-api/addresses.ts';
import { serveConnector } from '../../core/connector-api/connector-server.ts';
import { messageOf, type RecordSource, relayVersion } from '../../core/connector-api/messages.ts';
import { dropAnswer } from '../../core/limited-answer.ts';
import { sidecarUrl } from '../gateways.ts';
import type { LeaveAnswer } from '../page/ask-to-leave.ts';
import { isWorkerHint, type SidecarVersion } from '../page/worker-connection.ts';
import { startConnector } from './start-connector.ts';

declare const __VERSION__: string;

// Runs the connector in a worker, where the timers of a background tab are not throttled and no screen delays an ACK.
// Only `requestPort()` needs the page.

const page = self as unknown as MessageEnd;
const { connector, secondCopy, starting, ownTerminal: own } = startConnector(page, { clock: browserClock });
const records: RecordSource = {
  subscribeRecords(since, listener) {
    let end = () => {};
    void starting.then(({ local }) => {
      end = local.records.subscribeRecords(since, listener);
    });
    return () => end();
  },
};

const sidecar = new SidecarSocket({
  url: sidecarUrl('/connector'),
  clock: browserClock,
  isAlive: () =>
    fetch('/pair', { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).then(
      (answer) => {
        dropAnswer(answer);
        return true;
      },
      () => false,
    ),
  onConnected: (channel) => {
    channel.onMessage((raw) => {
      const hello = messageOf(raw, 'hello');
      if (!hello) return;
      const version: SidecarVersion = {
        kind: 'sidecar-version',
        isOurs: hello.relayVersion === relayVersion,
        isSameBuild: hello.program === `hipay-ecr ${__VERSION__}`,
      };
      if (!version.isOurs) sidecar.slowDown();
      page.postMessage(version);
    });
    secondCopy.attach(channel);
    serveConnector(channel, connector, 'connector', { records, clock: browserClock });
  },
  onState: (state) =>
    void starting.then(({ local, owners }) => {
      local.showSidecar(state);
      owners.showSidecar(state);
    }),
});
page.addEventListener('message', ({ data }) => {
  if (!isWorkerHint(data)) return;
  if (data.kind === 'reconnect-sidecar') sidecar.reconnect();
  void starting.then(async ({ local }) => {
    if (data.kind === 'leave') answerLeave('leave', local.tryLeave());
    if (data.kind === 'hold-payments') answerLeave('hold-payments', await local.holdPayments());
    if (data.kind === 'pay-again') local.payAgain();
  });
});

function answerLeave(hint: LeaveAnswer['hint'], mayLeave: boolean): void {
  const answer: LeaveAnswer = { kind: 'leave-answer', hint, mayLeave };
  page.postMessage(answer);
}

async function run(): Promise<void> {
  await starting;
  if (isOnThisComputer(self.location.hostname)) sidecar.reconnect();
  await own();
}

// Only the storage can fail here. Nothing catches this error, so that the page shows that the connector did not start.
run().catch((error: unknown) => {
  queueMicrotask(() => {
    throw error;
  });
});
