import type { Recorder } from '../../core/ports/storage.ts';
import type { GrantedDevice, LinkEvent, LinkOpening, TerminalLink } from '../../core/ports/terminal-link.ts';
import { notificationText, paymentText, settingsText } from '../../core/recorder/record-text.ts';
import { bareText, receivedText, sentText } from '../../core/recorder/wire-text.ts';
import { FrameDecoder } from '../../core/terminal/concert-v2/frames.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import type { StorageListener } from './observed-storage.ts';

/** Adds a recorder that notes what is sent to and received from the terminal. `noteStored` notes what is stored. */
export function withRecorder(deps: ConnectorDeps, recorder: Recorder): ConnectorDeps {
  recorder.note('about', `version ${deps.version}`);
  return { ...deps, recorder, linkFor: (settings) => recordedLink(deps.linkFor(settings), recorder) };
}

/**
 * Creates a listener for `observeStorage`. It notes each write, and makes the recorder hide the secrets of settings
 * before anything is recorded that may contain them.
 */
export const noteStored =
  (recorder: Recorder): StorageListener =>
  (event) => {
    switch (event.kind) {
      case 'payment':
        return recorder.note('payment', paymentText(event.record));
      case 'notification':
        return recorder.note('notification', notificationText(event.entry));
      case 'settings':
        return recorder.note('settings', settingsText(event.settings));
      case 'settings-seen':
        return recorder.hide([event.settings.hipay.password, event.settings.hipay.hashKey]);
      case 'not-written': {
        const why = event.error instanceof Error ? event.error.message : '';
        return recorder.note('payment', `NOT WRITTEN ${paymentText(event.record)}: ${why}`);
      }
      default:
        return event satisfies never;
    }
  };

/** Length of a message without frames, in bytes, after which its rest is not recorded. */
const maxUnframedLength = 16_384;

/**
 * Notes a message without frames. The network delivers it in parts; after each part the whole message is noted again.
 */
function noteUnframed(recorder: Recorder): (event: LinkEvent) => void {
  const heard: number[] = [];
  let noted = '';
  return (event) => {
    if (event.kind !== 'bytes' || heard.length > maxUnframedLength) return;
    heard.push(...event.bytes);
    const text = bareText(Uint8Array.from(heard));
    if (text !== noted) recorder.note('received', text);
    noted = text;
  };
}

function noteFrames(recorder: Recorder): (event: LinkEvent) => void {
  const decoder = new FrameDecoder();
  return (event) => {
    const items = event.kind === 'bytes' ? decoder.push(event.bytes) : decoder.reset();
    for (const item of items) recorder.note('received', receivedText(item));
  };
}

type Forget = NonNullable<TerminalLink['forget']>;

const recordedForget =
  (forget: Forget, recorder: Recorder): Forget =>
  async () => {
    const how = await forget();
    recorder.note('line', `permission given back: ${how}`);
    return how;
  };

type Open = (onEvent: (event: LinkEvent) => void) => Promise<LinkOpening>;

/** Notes whole frames instead of bytes: a card number that is split over two chunks would not be masked. */
const recordedOpen =
  (open: Open, recorder: Recorder, note = noteFrames): Open =>
  async (onEvent) => {
    const noteReceived = note(recorder);
    const onLinkEvent = (event: LinkEvent) => {
      noteReceived(event);
      if (event.kind === 'closed') recorder.note('line', `closed: ${event.reason}`);
      if (event.kind === 'line-error') recorder.note('line', event.name);
      onEvent(event);
    };
    const opened = await open(onLinkEvent);
    recorder.note('line', opened.ok ? `open: ${opened.description}` : `not open: ${opened.failure}`);
    if (!opened.ok) return opened;
    const { line } = opened;
    return {
      ...opened,
      line: {
        close: () => line.close(),
        send(bytes) {
          const sent = line.send(bytes);
          recorder.note('sent', sentText(bytes));
          return sent;
        },
      },
    };
  };

const recordedDevice = (device: GrantedDevice, recorder: Recorder): GrantedDevice => ({
  ...device,
  open: (line, onEvent) => recordedOpen((hear) => device.open(line, hear), recorder)(onEvent),
});

function recordedLink(link: TerminalLink, recorder: Recorder): TerminalLink {
  const { granted, forget } = link;
  return {
    kind: link.kind,
    simulated: link.simulated,
    ...(link.perExchange && { perExchange: true }),
    onChange: (listener) => link.onChange(listener),
    ...(granted && {
      granted: async () => (await granted()).map((device) => recordedDevice(device, recorder)),
    }),
    ...(forget && { forget: recordedForget(forget, recorder) }),
    open: (onEvent, signal) =>
      recordedOpen(
        (hear) => link.open(hear, signal),
        recorder,
        link.perExchange ? noteUnframed : noteFrames,
      )(onEvent),
  };
}
