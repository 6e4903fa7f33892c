// Starts the test host (the real engine behind the built window) with a data folder of its own, and the keys of a scanner.
import { test as base, expect, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = process.env.PACKBENCH_HOST ?? join(root, 'target/debug/host');
const dist = join(root, 'ui/dist');

const unlock =
  'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"';
const withKeychain = ['dbus-run-session', '--', 'bash', '-c', unlock, '_'];

/** Whether this machine has a Secret Service; CI must have one. */
export function hasKeychain(): boolean {
  if (process.env.CI_REQUIRES_KEYCHAIN) return true;
  const folders = (process.env.PATH ?? '').split(':');
  return ['dbus-run-session', 'gnome-keyring-daemon'].every((program) =>
    folders.some((folder) => existsSync(join(folder, program))),
  );
}

export class Host {
  url = '';
  #process: ChildProcess | undefined;
  #group = false;

  constructor(readonly dataDir = mkdtempSync(join(tmpdir(), 'packbench-ui-'))) {}

  /** `keychain`: in a session of its own with a real Secret Service, unlocked and empty at first. */
  async start(environment: Record<string, string> = {}, { keychain = false } = {}): Promise<void> {
    for (const [path, how] of [
      [binary, 'cargo build -p scenarios --bin host'],
      [join(dist, 'index.html'), 'npm run build'],
    ] as const) {
      if (!existsSync(path)) throw new Error(`${path} is missing: ${how}`);
    }
    const command = [binary, '--dist', dist, '--data-dir', this.dataDir];
    const [program = binary, ...rest] = keychain ? [...withKeychain, ...command] : command;
    const child = spawn(program, rest, {
      // A group of its own: the session ends with everything in it.
      detached: keychain,
      stdio: ['ignore', 'pipe', keychain ? 'ignore' : 'inherit'],
      env: { ...process.env, ...(keychain ? this.#home() : {}), ...environment },
    });
    this.#group = keychain;
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) {
      this.url = (JSON.parse(line) as { url: string }).url;
      return;
    }
    throw new Error('the host ended before it said its address');
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (this.#group && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    else child.kill('SIGTERM');
    await ended;
  }

  /** Where the keychain keeps its files: beside the station's, so that they come and go together. */
  #home(): Record<string, string> {
    const places = ['data', 'run', 'cache'].map((name) => {
      const place = join(this.dataDir, `home-${name}`);
      mkdirSync(place, { recursive: true, mode: 0o700 });
      return place;
    });
    const [data = '', run = '', cache = ''] = places;
    return { HOME: this.dataDir, XDG_DATA_HOME: data, XDG_RUNTIME_DIR: run, XDG_CACHE_HOME: cache };
  }

  /** A command without the window. */
  async call(name: string, payload: unknown = {}): Promise<unknown> {
    const response = await fetch(`${this.url}/rpc/${name}`, {
      method: 'POST',
      body: JSON.stringify(payload),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

interface Fixtures {
  host: Host;
  /** The window on a fresh practice station, with its orders. */
  practice: Page;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from this pattern.
  host: async ({}, use) => {
    const host = new Host();
    await host.start();
    await use(host);
    await host.remove();
  },
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // An answer of 400 is an AppError that the window shows; the browser logs it all the same.
      if (message.type() === 'error' && !message.text().includes('status of 400'))
        complaints.push(message.text());
    });
    await use(page);
    expect(complaints, 'the window logs no errors and breaks no policy').toEqual([]);
  },
  practice: async ({ host, page }, use) => {
    await host.call('use_mode', { mode: 'practice' });
    await page.goto(host.url);
    await expect(page.getByTestId('orders-grid')).toBeVisible();
    await use(page);
  },
});

export { expect };

/** Keys as a scanner sends them: ten milliseconds apart by their own clock, however busy the machine is. */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  const keys = [...text, 'Enter'];
  for (const [index, key] of keys.entries()) {
    const timestamp = start + index * 0.01;
    const enter = key === 'Enter';
    const common = { key, timestamp, windowsVirtualKeyCode: enter ? 13 : key.toUpperCase().charCodeAt(0) };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: enter ? '\r' : key, ...common });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  }
  await session.detach();
}

/** Rows are drawn only in view: the grid says how many there are. */
export async function rowCount(page: Page): Promise<number> {
  return Number(await page.getByTestId('orders-grid').getAttribute('aria-rowcount')) - 1;
}

/** A person's Enter: nothing was typed shortly before. */
export async function pressEnterDeliberately(page: Page): Promise<void> {
  await page.waitForTimeout(700);
  await page.keyboard.press('Enter');
}
