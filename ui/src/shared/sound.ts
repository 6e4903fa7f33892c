// Every scan is answered by a sound of its own: the scanner's beep only says "read". Made on the spot, no files.

export type Sound = 'ok' | 'wrong' | 'stop';

const notes: Record<Sound, { hz: number; startMs: number; lengthMs: number }[]> = {
  ok: [{ hz: 1320, startMs: 0, lengthMs: 70 }],
  wrong: [
    { hz: 330, startMs: 0, lengthMs: 120 },
    { hz: 247, startMs: 140, lengthMs: 180 },
  ],
  stop: [
    { hz: 196, startMs: 0, lengthMs: 160 },
    { hz: 196, startMs: 220, lengthMs: 160 },
    { hz: 196, startMs: 440, lengthMs: 160 },
  ],
};

/** Loud enough beside a conveyor belt, below clipping. */
const GAIN = 0.18;

let context: AudioContext | undefined;

/** A station without a sound card scans as well, silently. */
export function play(sound: Sound): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const base = context.currentTime;
  for (const note of notes[sound]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = base + note.startMs / 1000;
    const end = start + note.lengthMs / 1000;
    tone.frequency.value = note.hz;
    tone.type = sound === 'ok' ? 'sine' : 'triangle';
    volume.gain.setValueAtTime(GAIN, start);
    volume.gain.linearRampToValueAtTime(0.0001, end);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(end);
  }
}
