// What is measured inside the window. Every function is sent to the page: it may use nothing from outside itself.
import type { Seat } from './seat';

/** Notes when a key was pressed, and when the next change of the watched element was on the screen. */
export async function watch(seat: Seat, selector: string, attribute: string | null): Promise<void> {
  await seat.run(
    ([selector, attribute]) => {
      const bench = { key: 0, heard: 0, painted: 0 };
      Object.assign(window, { bench });
      addEventListener(
        'keydown',
        (event) => Object.assign(bench, { key: event.timeStamp, heard: performance.now(), painted: 0 }),
        { capture: true },
      );
      const seen = () => {
        if (bench.key === 0 || bench.painted !== 0) return;
        // After the frame that shows the change: its drawing is over when the task after it runs.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => (bench.painted ||= performance.now());
          channel.port2.postMessage(0);
        });
      };
      const target = document.querySelector(selector ?? '');
      if (!target) throw new Error(`nothing is ${selector}`);
      new MutationObserver(seen).observe(
        target,
        attribute
          ? { attributeFilter: [attribute] }
          : { childList: true, subtree: true, characterData: true },
      );
    },
    [selector, attribute] as const,
  );
}

/** In ms after the key's own time stamp: when the page heard of it, and when its result was painted. */
export interface Pressed {
  heard: number;
  painted: number;
}

/** A result that is not there after the usual pause is waited for this many times longer. */
const PAUSES_MAX = 5;

/** `null`: the key changed nothing. */
export async function pressed(seat: Seat, key: string, pauseMs: number): Promise<Pressed | null> {
  await seat.press(key);
  for (let pauses = 0; pauses < PAUSES_MAX; pauses++) {
    await seat.pause(pauseMs);
    const found = await seat.run(() => {
      const { bench } = window as unknown as { bench: { key: number; heard: number; painted: number } };
      const { key, heard, painted } = bench;
      if (key === 0 || painted === 0) return null;
      bench.key = 0;
      return { heard: heard - key, painted: painted - key };
    }, null);
    if (found) return found;
  }
  await seat.run(() => {
    (window as unknown as { bench: { key: number } }).bench.key = 0;
  }, null);
  return null;
}

/** WebKit's time stamps of keys may be off from the page's clock, by the same amount as long as the page lives: where they
 * lie in the future, they are moved until the fastest key took no time to be heard of. */
export function sinceKey(presses: readonly Pressed[]): number[] {
  const ahead = Math.min(0, ...presses.map(({ heard }) => heard));
  return presses.map(({ painted }) => painted - ahead);
}

/** Times between frames while a list is scrolled by so many pixels a frame. */
export function scroll(seat: Seat, selector: string, pxPerFrame: number, frames: number): Promise<number[]> {
  return seat.run(
    async ([selector, pxPerFrame, frames]) => {
      const box = document.querySelector(selector);
      if (!box) throw new Error(`nothing is ${selector}`);
      box.scrollTop = 0;
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const times: number[] = [];
      let before = await frame();
      for (let n = 0; n < frames; n++) {
        box.scrollTop += pxPerFrame;
        const now = await frame();
        times.push(now - before);
        before = now;
      }
      return times;
    },
    [selector, pxPerFrame, frames] as const,
  );
}

/** Times between frames while a single word changes: what a frame costs here, whatever is in it. */
export function oneWord(seat: Seat, frames: number): Promise<number[]> {
  return seat.run(async (frames) => {
    const word = document.createElement('div');
    word.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:60';
    document.body.append(word);
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let before = await frame();
    for (let n = 0; n < frames; n++) {
      word.textContent = String(n);
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    word.remove();
    return times;
  }, frames);
}

/** The same rows as plain elements, all of them there, in the place of the list. */
export async function plainList(seat: Seat): Promise<void> {
  await seat.run(async () => {
    const grid = document.querySelector<HTMLElement>('[data-testid="orders-grid"]');
    const row = grid?.querySelector<HTMLElement>('[data-testid="order-row"]');
    if (!grid || !row) throw new Error('no list');
    const height = row.offsetHeight;
    const count = Number(grid.getAttribute('aria-rowcount')) - 1;
    const box = document.createElement('div');
    box.id = 'plain';
    box.style.cssText = `position:absolute;inset:${grid.getBoundingClientRect().top + 40}px 300px 80px 92px;overflow-y:scroll;background:var(--surface-raised);z-index:50`;
    box.style.setProperty('--tracks', getComputedStyle(grid).getPropertyValue('--tracks'));
    for (let n = 0; n < count; n++) {
      const copy = row.cloneNode(true) as HTMLElement;
      copy.style.height = `${height}px`;
      box.append(copy);
    }
    document.body.append(box);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }, null);
}

/** From now on: the longest time that the window could not take a key. */
export async function watchBlocking(seat: Seat): Promise<void> {
  await seat.run(() => {
    const blocking = { longest: 0, timer: 0 };
    Object.assign(window, { blocking });
    // A task of our own that comes back at once: what is in its way would be in the way of a key. A browser lets it wait
    // up to 4 ms by itself; that is counted too.
    let last = performance.now();
    blocking.timer = window.setInterval(() => {
      const now = performance.now();
      blocking.longest = Math.max(blocking.longest, now - last);
      last = now;
    }, 1);
  }, null);
}

/** Ends what `watchBlocking` began. */
export function blocked(seat: Seat): Promise<number> {
  return seat.run(() => {
    const { blocking } = window as unknown as { blocking: { longest: number; timer: number } };
    clearInterval(blocking.timer);
    return blocking.longest;
  }, null);
}
