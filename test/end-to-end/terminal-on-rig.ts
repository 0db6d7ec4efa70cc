import { twinOnStream } from '../../src/simulator/node-links/stream-twin.ts';
import type { RunningTwin } from '../../src/simulator/terminal/run-twin.ts';
import type { TwinLanguage } from '../../src/simulator/terminal/twin-language.ts';
import { concertLanguage } from '../../src/simulator/terminal/twin-language.ts';
import { type TwinScript, twinScript } from '../../src/simulator/terminal/twin-script.ts';
import type { UsbIds } from '../rig/cdc-acm-terminal.ts';
import type { PluggedDevice, PluggedLine, PluggedUsbDevice, Rig } from '../rig/rig.ts';

export interface RigTerminal<Device extends PluggedLine = PluggedDevice> {
  readonly device: Device;
  readonly twin: RunningTwin;
  /** The bytes on the wire since the last call, in hexadecimal: `>` from the till, `<` from the terminal. */
  wire(): string[];
  follow(script: string, customerMs?: number): void;
}

const scriptNamed = (name: string, customerMs = 100): TwinScript => {
  const script = twinScript(name, { customerMs });
  if (!script) throw new Error(`no script ${name}`);
  return script;
};

/** Plugs the terminal twin into the rig as a USB device with a driver: a serial port. */
export async function plugTerminal(
  rig: Rig,
  script = 'accept',
  language: TwinLanguage = concertLanguage,
  socket = 'ttyACM0',
): Promise<RigTerminal> {
  return terminalOn(await rig.plug(socket, { vid: '0b00', pid: '0080' }), script, language);
}

/** Plugs the terminal twin into the rig as a USB device for WebUSB. */
export async function plugUsbTerminal(
  rig: Rig,
  script = 'accept',
  ids: Partial<UsbIds> = {},
  language: TwinLanguage = concertLanguage,
): Promise<RigTerminal<PluggedUsbDevice>> {
  return terminalOn(await rig.plugUsb(ids), script, language);
}

function terminalOn<Device extends PluggedLine>(
  device: Device,
  script: string,
  language: TwinLanguage,
): RigTerminal<Device> {
  const log: { speaker: string; hex: string }[] = [];
  const twin = twinOnStream(device.socket, scriptNamed(script), {
    language,
    unplug: () => void device.unplug(),
    onWire(speaker, bytes) {
      const mark = speaker === 'till' ? '>' : '<';
      const hex = Buffer.from(bytes).toString('hex');
      const last = log.at(-1);
      // The line may split frames: adjacent pieces of one sender are joined.
      if (last?.speaker === mark) last.hex += hex;
      else log.push({ speaker: mark, hex });
    },
  });
  return {
    device,
    twin,
    wire: () => log.splice(0).map(({ speaker, hex }) => `${speaker} ${hex}`),
    follow: (name, customerMs) => twin.follow(scriptNamed(name, customerMs)),
  };
}

/** The ten steps of a complete Concert session, as `wire` lists them. */
export function tenSteps(request: string, requestLrc: string, answer: string, answerLrc: string): string[] {
  const hex = (text: string) => Buffer.from(text).toString('hex');
  return [
    '> 05',
    '< 06',
    `> 02${hex(request)}03${requestLrc}`,
    '< 06',
    '> 04',
    '< 05',
    '> 06',
    `< 02${hex(answer)}03${answerLrc}`,
    '> 06',
    '< 04',
  ];
}
