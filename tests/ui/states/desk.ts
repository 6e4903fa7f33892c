// What a walk through the window's states has in its hands: the station, its window, the simulated platform, and `seen`,
// which is called in every state. Screenshots and the checks of access take the same walks, so a state that one of them
// knows is looked at by both. A walk fails where a state cannot be reached.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, type Host } from '../host';
import { SimulatedPlatform, type Platform } from '../platform';

export interface Order {
  id: number;
  number: string;
  name: string;
  country: string;
  integration_id: number;
  items: { quantity: number }[];
  problems: { kind: string; blocks: boolean }[];
}

interface Status {
  integration_id: number;
  kind: string;
  code: string;
  never_preselected: boolean;
}

/** How the simulated platform is made: its faults, and what differs from the usual account. */
export interface World {
  orders?: number;
  faults?: unknown[];
  config?: object;
  accounts?: number;
}

export type Seen = (name: string) => Promise<void>;

export class Desk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'packbench-states-'));
  #platforms: SimulatedPlatform[] = [];

  constructor(
    readonly host: Host,
    readonly page: Page,
    readonly language: string,
    readonly seen: Seen,
  ) {}

  at = (testid: string): Locator => this.page.getByTestId(testid);

  /** The profile's language and the system's colours: the walk is taken in light, dark and high contrast at once. */
  async speak(): Promise<void> {
    const settings = (await this.host.call('settings_get')) as object;
    await this.host.call('settings_set', { ...settings, language: this.language, theme: 'system' });
  }

  async practise(): Promise<void> {
    await this.host.call('use_mode', { mode: 'practice' });
    await this.speak();
    // The first reading is over when every shop was read.
    await expect.poll(async () => (await this.sync()).last_complete_at, { timeout: 30_000 }).not.toBeNull();
    await this.page.goto(this.host.url);
    await expect(this.at('orders-grid')).toBeVisible();
    await expect(this.at('data-age').locator('.on')).toHaveCount(0);
  }

  async sync(): Promise<{ last_complete_at: string | null; trouble: { code: string } | null }> {
    const view = (await this.host.call('orders_list')) as {
      sync: { last_complete_at: string | null; trouble: { code: string } | null };
    };
    return view.sync;
  }

  async platform({ orders = 40, faults = [], config = {}, accounts = 1 }: World = {}): Promise<Platform> {
    const file = (name: string, content: unknown) => {
      const path = join(this.#folder, `${this.#platforms.length}-${name}.json`);
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const words = ['--orders', String(orders), '--seed', '7', '--accounts', String(accounts)];
    const started = await SimulatedPlatform.start(
      ...words,
      '--faults',
      file('faults', faults),
      '--profile',
      file('profile', config),
    );
    this.#platforms.push(started);
    return started.told;
  }

  /** The host again, with these keys in its environment; the window is told afterwards. */
  async restart(platform: Platform, keys: Partial<Platform> = {}): Promise<void> {
    await this.page.goto('about:blank');
    await this.host.stop();
    const { url, public_key, secret_key } = { ...platform, ...keys };
    await this.host.start({
      PACKBENCH_SENDCLOUD_URL: url,
      PACKBENCH_SENDCLOUD_PUBLIC_KEY: public_key,
      PACKBENCH_SENDCLOUD_SECRET_KEY: secret_key,
    });
  }

  /** A live station with its list read and its statuses chosen. */
  async live(world: World = {}): Promise<Platform> {
    const platform = await this.platform(world);
    await this.restart(platform);
    await this.host.call('sync_now');
    await this.speak();
    await this.chooseStatuses();
    await this.page.goto(this.host.url);
    return platform;
  }

  async chooseStatuses(): Promise<void> {
    const statuses = (await this.host.call('statuses_list')) as Status[];
    for (const shop of new Set(statuses.map((status) => status.integration_id))) {
      const open = statuses.filter((status) => status.integration_id === shop && !status.never_preselected);
      await this.host.call('statuses_choose', {
        integration_id: shop,
        open: open.map(({ kind, code }) => ({ kind, code })),
      });
    }
  }

  async orders(): Promise<Order[]> {
    return ((await this.host.call('orders_list')) as { orders: Order[] }).orders;
  }

  /** Orders that Sendcloud has, without any problem. */
  async ready(): Promise<Order[]> {
    return (await this.orders()).filter((order) => order.integration_id > 0 && order.problems.length === 0);
  }

  async ship(orders: Order[], request_id: string): Promise<number> {
    const options = {
      sender_address_id: null,
      brand_id: null,
      shipping_option_code: null,
      contract_id: null,
      apply_shipping_rules: false,
      ship_without_weight: false,
    };
    const ids = orders.map((order) => order.id);
    const { batch_id } = (await this.host.call('ship', { orders: ids, options, request_id })) as {
      batch_id: number;
    };
    return batch_id;
  }

  async batchState(id: number): Promise<string> {
    const detail = (await this.host.call('batch_detail', { batch_id: id })) as { batch: { state: string } };
    return detail.batch.state;
  }

  go = (screen: string): Promise<void> => this.at(`nav-${screen}`).click();

  /** A state that Escape leaves. */
  peek = async (name: string): Promise<void> => {
    await this.seen(name);
    await this.page.keyboard.press('Escape');
  };

  stop(): void {
    for (const platform of this.#platforms) platform.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export type Walk = (desk: Desk) => Promise<void>;

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
