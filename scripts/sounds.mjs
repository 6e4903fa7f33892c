// Writes assets/sounds/*.wav: what a scan is answered with. Run by `make sounds`; the files are committed.
// 16 kHz, 16 bit, mono: a few kilobytes each. Told apart with ear protection on: one high tone, two falling, three low.
import { mkdirSync, writeFileSync } from 'node:fs';

const RATE = 16_000;
const FADE_MS = 6;
/** Below clipping; loudness is the window's volume. */
const PEAK = 0.8;

/** [hertz, milliseconds]; 0 hertz is silence. */
const SOUNDS = {
  ok: [[1320, 45], [1760, 85]],
  wrong: [[415, 140], [0, 30], [277, 230]],
  stop: [[196, 170], [0, 60], [196, 170], [0, 60], [196, 260]],
}; // prettier-ignore

/** A soft edge at both ends of a tone; some overtones make low tones heard on small loudspeakers. */
function tone(hertz, ms) {
  const count = Math.round((RATE * ms) / 1000);
  const fade = (RATE * FADE_MS) / 1000;
  return Array.from({ length: count }, (_, index) => {
    if (hertz === 0) return 0;
    const phase = (2 * Math.PI * hertz * index) / RATE;
    const wave = (Math.sin(phase) + Math.sin(2 * phase) / 3 + Math.sin(3 * phase) / 5) / 1.35;
    return PEAK * wave * Math.min(1, index / fade, (count - index) / fade);
  });
}

function wav(samples) {
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(data.length - 8, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20); // PCM
  data.writeUInt16LE(1, 22); // mono
  data.writeUInt32LE(RATE, 24);
  data.writeUInt32LE(RATE * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => data.writeInt16LE(Math.round(sample * 32_767), 44 + index * 2));
  return data;
}

const folder = new URL('../assets/sounds/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, notes] of Object.entries(SOUNDS)) {
  writeFileSync(new URL(`${name}.wav`, folder), wav(notes.flatMap(([hertz, ms]) => tone(hertz, ms))));
}
