import type { ResultSound } from '../../ui/host-api.ts';

interface Note {
  /** Hz. */
  readonly pitch: number;
  /** Seconds after the start of the sound. */
  readonly at: number;
  /** Seconds. */
  readonly duration: number;
}

/**
 * The sounds differ in number and direction of their tones, not by pitch alone: two rising, two falling with a long
 * end, three equal.
 */
export const resultSounds: Readonly<Record<ResultSound, readonly Note[]>> = {
  approved: [
    { pitch: 660, at: 0, duration: 0.12 },
    { pitch: 990, at: 0.14, duration: 0.22 },
  ],
  'not-approved': [
    { pitch: 440, at: 0, duration: 0.16 },
    { pitch: 220, at: 0.2, duration: 0.5 },
  ],
  unknown: [
    { pitch: 520, at: 0, duration: 0.14 },
    { pitch: 520, at: 0.26, duration: 0.14 },
    { pitch: 520, at: 0.52, duration: 0.14 },
  ],
};

const loudness = 0.2;
let audio: AudioContext | undefined;

/** Plays the sound of a result. The browser allows it only after a person has used the page. No caller waits for it. */
export async function playResult(sound: ResultSound): Promise<void> {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') await audio.resume();
  const from = audio.currentTime + 0.02;
  for (const { pitch, at, duration } of resultSounds[sound]) {
    const tone = new OscillatorNode(audio, { frequency: pitch, type: 'triangle' });
    const volume = new GainNode(audio, { gain: 0 });
    // A loudspeaker clicks unless the volume rises and falls gradually.
    volume.gain.setValueAtTime(0, from + at);
    volume.gain.linearRampToValueAtTime(loudness, from + at + 0.01);
    volume.gain.setValueAtTime(loudness, from + at + duration - 0.03);
    volume.gain.linearRampToValueAtTime(0, from + at + duration);
    tone.connect(volume).connect(audio.destination);
    tone.start(from + at);
    tone.stop(from + at + duration);
  }
}
