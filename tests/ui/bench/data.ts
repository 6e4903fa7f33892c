// Orders and a batch for the benchmark: as long and as mixed as a busy shop's, the same at every run.
import type { Batch, BatchOrder, OrderRow, OrdersView, OrderState } from '../../../ui/src/ipc/generated';
import { chance } from '../../../ui/src/shared/seeded';

const FIRST = [
  'Jan',
  'Sanne',
  'Günther',
  'Zoé',
  'Ruben',
  'Lotte',
  'Oliver',
  'Fatima',
  'Dirk',
  'Käthe',
  'Siobhán',
  'Mehmet',
];
const LAST = [
  'de Vries',
  'Bakker',
  'Lindner',
  'Rousseau',
  'Hendriks',
  'Llewellyn',
  'Müller-Bos',
  'Peters',
  'Böhm',
  'Patel',
];
const CITIES = [
  'Rotterdam',
  'Amsterdam',
  "'s-Hertogenbosch",
  'Antwerpen',
  'München',
  'Lyon',
  'Bristol',
  'Gouda',
  'Zwolle',
  'Breda',
];
const COUNTRIES = ['NL', 'NL', 'NL', 'NL', 'BE', 'DE', 'FR', 'GB'];
const WORDS = [
  'Tulpenbollen',
  'Fietsbel messing',
  'Kaasmes',
  'Bollenplanter',
  'Vaas glas',
  'Kinderzitje',
  'Kettingslot',
];
const NOW = Date.UTC(2026, 10, 20, 12);

export function ordersView(count: number): OrdersView {
  const random = chance(42);
  const orders = Array.from({ length: count }, (_, index): OrderRow => {
    const items = Array.from({ length: random.between(1, 4) }, () => {
      const product = random.below(400);
      return {
        sku: `TH-${product}-${random.pick(['S', 'M', 'L'])}`,
        barcode: null,
        description: `${random.pick(WORDS)} ${product}`,
        quantity: random.between(1, 3),
        weight_grams: 250,
        value: '12.95',
        hs_code: '06011020',
        origin_country: 'NL',
        picture: false,
      };
    });
    const name = `${random.pick(FIRST)} ${random.pick(LAST)}`;
    return {
      id: index + 1,
      integration_id: random.between(1, 5),
      shop: `Winkel ${random.between(1, 5)}`,
      number: `#${100_000 + index}`,
      name,
      company: random.below(4) === 0 ? `Praktijk ${random.pick(LAST)}` : null,
      postal_code: `${random.between(1000, 9999)} ${random.text('ABCDEFGH', 2)}`,
      city: random.pick(CITIES),
      country: random.pick(COUNTRIES),
      email: `${name.toLowerCase().replace(/\W+/g, '.')}@example.nl`,
      ordered_at: new Date(NOW - random.below(20 * 86_400_000)).toISOString(),
      status: random.pick(['Unfulfilled', 'paid', 'processing']),
      shipping_method: random.pick(['Standaard verzending', 'Flat rate', 'Afhaalpunt']),
      items,
      weight_grams: random.below(20) === 0 ? null : random.between(100, 9_000),
      value: { amount: `${random.between(5, 200)}.95`, currency: 'EUR' },
      service_point: random.below(10) === 0,
      customs: random.below(8) === 0,
      wemasy: null,
      problems:
        random.below(12) === 0
          ? [{ kind: 'no_weight', blocks: true, message: 'No weight', hint: 'Add the weight in the shop.' }]
          : [],
    };
  });
  const shops = [1, 2, 3, 4, 5].map((id) => ({
    integration_id: id,
    name: `Winkel ${id}`,
    system: 'api',
    enabled: true,
    statuses_chosen: true,
    open_orders: Math.round(count / 5),
    trouble: null,
  }));
  const sync = {
    running: false,
    last_complete_at: new Date().toISOString(),
    trouble: null,
    orders_read: count,
  };
  return { account: 'bench', at: 1, orders, shops, sync };
}

export const BATCH_ORDERS = 1_000;

/** The batch after so many of its orders have their label. */
export function batch(labelled: number): Batch {
  const counts = {
    orders: BATCH_ORDERS,
    planned: 0,
    sent: 0,
    waiting: BATCH_ORDERS - labelled,
    labelled,
    printed: 0,
  };
  return {
    id: 1,
    created_at: new Date(NOW).toISOString(),
    state: labelled === BATCH_ORDERS ? 'done' : 'running',
    counts: { ...counts, refused: 0, left_out: 0, unknown: 0 },
    shops: ['Winkel 1'],
    trouble: null,
  };
}

export function batchOrder(row: OrderRow, state: OrderState): BatchOrder {
  return {
    id: row.id,
    batch_id: 1,
    order_number: row.number,
    name: row.name,
    city: row.city,
    country: row.country,
    shop: row.shop,
    state,
    problem: null,
    message: null,
    hint: null,
    carrier: 'postnl',
    shipping_option_code: 'postnl:standard',
    unstamped_letter: false,
    tracking_number: `3SPB${row.id}`,
    tracking_url: null,
    parcel_status: null,
    shipment_id: String(row.id),
    cancellation: null,
    labels: [],
    at: new Date(NOW).toISOString(),
    look: null,
  };
}
