import type { ResultSound } from '../../ui/host-api.ts';

interface Note {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds, from the beginning. */
  readonly at: number;
  readonly long: number;
}

/** Told apart by their number and direction, not by pitch alone: up twice, down once and long, three alike. */
export const resultSounds: Readonly<Record<ResultSound, readonly Note[]>> = {
  approved: [
    { pitch: 660, at: 0, long: 0.12 },
    { pitch: 990, at: 0.14, long: 0.22 },
  ],
  'not-approved': [
    { pitch: 440, at: 0, long: 0.16 },
    { pitch: 220, at: 0.2, long: 0.5 },
  ],
  unknown: [
    { pitch: 520, at: 0, long: 0.14 },
    { pitch: 520, at: 0.26, long: 0.14 },
    { pitch: 520, at: 0.52, long: 0.14 },
  ],
};

const loudness = 0.2;
let audio: AudioContext | undefined;

/** A browser that nobody has touched yet stays silent; nothing waits for a sound. */
export async function playResult(sound: ResultSound): Promise<void> {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') await audio.resume();
  const from = audio.currentTime + 0.02;
  for (const { pitch, at, long } of resultSounds[sound]) {
    const tone = new OscillatorNode(audio, { frequency: pitch, type: 'triangle' });
    const volume = new GainNode(audio, { gain: 0 });
    // Without a slope at both ends a loudspeaker clicks.
    volume.gain.setValueAtTime(0, from + at);
    volume.gain.linearRampToValueAtTime(loudness, from + at + 0.01);
    volume.gain.setValueAtTime(loudness, from + at + long - 0.03);
    volume.gain.linearRampToValueAtTime(0, from + at + long);
    tone.connect(volume).connect(audio.destination);
    tone.start(from + at);
    tone.stop(from + at + long);
  }
}
