// Typed commands: names, payloads and answers come from the generated types, so a wrong call does not compile.
import type { AppErrorWire, Commands, Event, UnderWay } from './generated';
import { openHost, type Host } from './host';

let host: Host | undefined;
const engine = () => (host ??= openHost());

type Payload<N extends keyof Commands> = Commands[N]['payload'];
type Args<N extends keyof Commands> = Payload<N> extends Record<string, never> ? [] : [payload: Payload<N>];

/** Asks the person for the owner's PIN; false: given up. The window sets it. */
let askPin: () => Promise<boolean> = () => Promise.resolve(false);
export function onPinNeeded(ask: () => Promise<boolean>): void {
  askPin = ask;
}

export async function call<N extends keyof Commands>(
  name: N,
  ...[payload]: Args<N>
): Promise<Commands[N]['result']> {
  try {
    return (await engine().call(name, payload ?? {})) as Commands[N]['result'];
  } catch (thrown) {
    const wire = asWire(thrown);
    const own = name === 'pin_enter' || name === 'pin_set';
    if (wire.code !== 'pin_needed' || own || !(await askPin())) throw new AppError(wire);
  }
  try {
    return (await engine().call(name, payload ?? {})) as Commands[N]['result'];
  } catch (thrown) {
    throw new AppError(asWire(thrown));
  }
}

export function listen(onEvent: (event: Event) => void, onGap: () => void): Promise<void> {
  return engine().listen((event) => onEvent(event as Event), onGap);
}

export function onCloseAsked(ask: (underWay: UnderWay) => void): Promise<void> {
  return engine().onCloseAsked((underWay) => ask(underWay as UnderWay));
}

export const stay = () => engine().stay();
export const closeNow = () => engine().closeNow();

export async function openPanel(): Promise<void> {
  try {
    await engine().openPanel();
  } catch (thrown) {
    throw new AppError(asWire(thrown));
  }
}

/** An error of the engine, or a failure to reach it, in one shape. */
export class AppError extends Error {
  constructor(readonly wire: AppErrorWire) {
    super(wire.message);
    this.name = 'AppError';
  }
}

function asWire(thrown: unknown): AppErrorWire {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return { hint: null, subject: null, ...thrown } as AppErrorWire;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, hint: null, subject: null };
}
