// The simulated platform over loopback HTTP, as the command line serves it.
import { expect, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = process.env.PACKBENCH_CLI ?? join(root, 'target/debug/packbench-cli');

export interface Keys {
  public_key: string;
  secret_key: string;
}

export interface Platform extends Keys {
  url: string;
  wemasy_token: string;
  more_accounts: Keys[];
}

export class SimulatedPlatform {
  #process: ChildProcess;

  private constructor(
    process: ChildProcess,
    readonly told: Platform,
  ) {
    this.#process = process;
  }

  static async start(...options: string[]): Promise<SimulatedPlatform> {
    const child = spawn(cli, ['simulate', '--port', '0', ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      return new SimulatedPlatform(child, JSON.parse(line) as Platform);
    }
    throw new Error('the simulator ended before it said its address');
  }

  stop(): void {
    this.#process.kill('SIGTERM');
  }
}

/** Keys as a person connects them: typed, tested, kept. */
export async function connect(page: Page, keys: Keys): Promise<void> {
  await page.getByTestId('public-key').fill(keys.public_key);
  await page.getByTestId('secret-key').fill(keys.secret_key);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByTestId('connection-found')).toBeVisible();
  await page.getByTestId('connect-submit').click();
}
