// What is measured inside the window. Every function is sent to the page: it may use nothing from outside itself.
import type { Page } from '@playwright/test';

/** Notes when a key was pressed, and when the next change of the watched element was on the screen. */
export async function watch(page: Page, selector: string, attribute: string | null): Promise<void> {
  await page.evaluate(
    ([selector, attribute]) => {
      const bench = { key: 0, painted: 0 };
      Object.assign(window, { bench });
      addEventListener('keydown', (event) => ((bench.key = event.timeStamp), (bench.painted = 0)), {
        capture: true,
      });
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

/** From the key's own time stamp to the painted result; `null`: the key changed nothing. */
export async function pressed(page: Page, key: string, pauseMs: number): Promise<number | null> {
  await page.keyboard.press(key);
  await page.waitForTimeout(pauseMs);
  return page.evaluate(() => {
    const { bench } = window as unknown as { bench: { key: number; painted: number } };
    const took = bench.painted === 0 ? null : bench.painted - bench.key;
    bench.key = 0;
    return took;
  });
}

/** Times between frames while a list is scrolled by so many pixels a frame. */
export function scroll(page: Page, selector: string, pxPerFrame: number, frames: number): Promise<number[]> {
  return page.evaluate(
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

/** The same rows as plain elements, all of them there, in the place of the list. */
export async function plainList(page: Page): Promise<void> {
  await page.evaluate(async () => {
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
  });
}

/** From now on: the longest time that the window could not take a key. */
export async function watchBlocking(page: Page): Promise<void> {
  await page.evaluate(() => {
    const blocking = { longest: 0, over: 0, tasks: 0 };
    Object.assign(window, { blocking });
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) {
        blocking.longest = Math.max(blocking.longest, duration);
        blocking.over += 1;
      }
    }).observe({ type: 'longtask' });
    // Tasks below 50 ms are no long tasks: the gap between two messages of our own shows them too.
    const channel = new MessageChannel();
    let last = performance.now();
    channel.port1.onmessage = () => {
      const now = performance.now();
      blocking.longest = Math.max(blocking.longest, now - last);
      last = now;
      blocking.tasks += 1;
      setTimeout(() => ((last = performance.now()), channel.port2.postMessage(0)), 1);
    };
    channel.port2.postMessage(0);
  });
}

export function blocked(page: Page): Promise<{ longest: number; over: number }> {
  return page.evaluate(() => (window as unknown as { blocking: { longest: number; over: number } }).blocking);
}
