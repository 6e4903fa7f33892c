// The seam to the engine: one call, one stream of events. Two real implementations: the Tauri window and the
// test host over loopback HTTP. Nothing here knows what the commands mean.
import { httpHost } from './http';
import { tauriHost } from './tauri';

export interface Host {
  /** Rejects with an `AppErrorWire` where the engine answered with one. */
  call(name: string, payload: unknown): Promise<unknown>;
  /** `onEvent` gets what the engine sent; `onGap` is called when events may have been missed. */
  listen(onEvent: (event: unknown) => void, onGap: () => void): Promise<void>;
  /** Somebody closes the window while `UnderWay` would be interrupted: it waits for `stay` or `closeNow`. */
  onCloseAsked(ask: (underWay: unknown) => void): Promise<void>;
  stay(): Promise<void>;
  closeNow(): Promise<void>;
  /** Sendcloud's panel in the system's browser. */
  openPanel(): Promise<void>;
}

export function openHost(): Host {
  return '__TAURI_INTERNALS__' in window ? tauriHost() : httpHost();
}
