// Who sits at the window that is measured: Chromium's page, or the real window. Both measure by the same code (measure.ts).
import type { Page } from '@playwright/test';

export interface Seat {
  /** Runs in the page. The function is sent there: it may use nothing from outside itself. */
  run<A, R>(inside: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** A key of a person, in Playwright's words: `a`, `Escape`, `Control+a`. */
  press(key: string): Promise<void>;
  pause(ms: number): Promise<void>;
}

export function chromium(page: Page): Seat {
  return {
    run: (inside, argument) => page.evaluate(inside as never, argument),
    press: (key) => page.keyboard.press(key),
    pause: (ms) => page.waitForTimeout(ms),
  };
}
