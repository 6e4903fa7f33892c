// A host without an engine: the built window with as many orders as wanted, and the events of a batch on demand.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Event, OrdersView } from '../../../ui/src/ipc/generated';
import { batch, BATCH_ORDERS, batchOrder, ordersView } from './data';

const dist = fileURLToPath(new URL('../../../ui/dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** The engine sends at most ten messages a second. */
const EVENTS_EVERY_MS = 100;
const ORDERS_PER_EVENT = 50;

export class BenchHost {
  #server: Server;
  #listeners = new Set<ServerResponse>();
  #view: OrdersView;
  #shipped = 0;

  constructor(orders: number) {
    this.#view = ordersView(orders);
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname;
      if (path === '/events') this.#listen(response);
      else if (path.startsWith('/rpc/')) this.#answer(path.slice('/rpc/'.length), response);
      else this.#file(path, response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    for (const listener of this.#listeners) listener.end();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A thousand labels, at the pace of the engine's events: the batch's, and that the list of open orders changed. */
  async shipBatch(): Promise<void> {
    while (this.#shipped < BATCH_ORDERS) {
      const next = this.#view.orders.slice(this.#shipped, this.#shipped + ORDERS_PER_EVENT);
      this.#shipped += next.length;
      const changed = next.map((row) => batchOrder(row, 'labelled'));
      this.#send({ type: 'batch', batch: batch(this.#shipped), orders: changed });
      const { account, at } = this.#view;
      this.#view.at = at + 1;
      const gone = next.map((row) => row.id);
      this.#send({ type: 'orders_changed', account: account ?? '', at: at + 1, rows: [], gone });
      await new Promise((resolve) => setTimeout(resolve, EVENTS_EVERY_MS));
    }
  }

  #send(event: Event): void {
    for (const listener of this.#listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
    this.#listeners.add(response);
  }

  #answer(name: string, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(this.#result(name)));
  }

  #result(name: string): unknown {
    switch (name) {
      case 'station_info':
        return {
          version: 'bench',
          mode: 'practice',
          data_dir: '',
          account: null,
          buying_blocked: null,
          notices: [],
          guarded: false,
        };
      case 'settings_get':
        return { language: 'nl', theme: 'light', label_printer: null, auto_print: false, ship: {} };
      case 'orders_list':
        return { ...this.#view, orders: this.#view.orders.slice(this.#shipped) };
      case 'order_detail':
        return {
          order: this.#view.orders[0],
          address: ['Straat 1'],
          phone: null,
          attempts: [],
          shipments: [],
        };
      case 'print_jobs':
        return { jobs: [], more: false };
      case 'batches_list':
        return [batch(this.#shipped)];
      case 'batch_detail': {
        const orders = this.#view.orders.slice(0, BATCH_ORDERS);
        return { batch: batch(this.#shipped), orders: orders.map((row) => batchOrder(row, 'waiting')) };
      }
      case 'ship_choices':
        return { senders: [], brands: [], contracts: [], at: null, trouble: null };
      case 'bookings_list':
        return {
          rows: [],
          counts: { queued: 0, requested: 0, done: 0, refused: 0, unknown: 0, withdrawn: 0 },
          next_at: null,
          ends_at: null,
          held: [],
        };
      default:
        return [];
    }
  }

  #file(path: string, response: ServerResponse): void {
    const file = join(dist, path === '/' ? 'index.html' : path);
    if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  }
}
