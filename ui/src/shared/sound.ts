// Every scan is answered by a sound of its own: the scanner's beep only says "read". The sounds are files of ours
// (scripts/sounds.mjs), built into the script: the window's policy lets nothing be fetched for playing.
import ok from '../../../assets/sounds/ok.wav?inline';
import stop from '../../../assets/sounds/stop.wav?inline';
import wrong from '../../../assets/sounds/wrong.wav?inline';

export type Sound = 'ok' | 'wrong' | 'stop';

const files: Record<Sound, string> = { ok, wrong, stop };

let context: AudioContext | undefined;
const decoded = new Map<Sound, Promise<AudioBuffer>>();

/** `volume` from 0 to 1. A station without a sound card scans as well, silently. */
export function play(sound: Sound, volume: number): void {
  if (typeof AudioContext === 'undefined' || volume <= 0) return;
  context ??= new AudioContext();
  const output = context;
  void read(output, sound)
    .then((buffer) => {
      const source = output.createBufferSource();
      const gain = output.createGain();
      gain.gain.value = Math.min(1, volume);
      source.buffer = buffer;
      source.connect(gain).connect(output.destination);
      source.start();
    })
    .catch(() => decoded.delete(sound));
}

function read(output: AudioContext, sound: Sound): Promise<AudioBuffer> {
  let buffer = decoded.get(sound);
  if (!buffer) decoded.set(sound, (buffer = output.decodeAudioData(bytesOf(files[sound]))));
  return buffer;
}

function bytesOf(dataUrl: string): ArrayBuffer {
  const binary = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}
