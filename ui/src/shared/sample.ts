// Orders for the tests of the list's rules.
import type { OrderRow, Problem, ProblemKind } from '../ipc/generated';

export function order(id: number, change: Partial<OrderRow> = {}): OrderRow {
  return {
    id,
    integration_id: 1,
    shop: 'Tuinhuis',
    number: `#${1000 + id}`,
    name: 'Jan de Vries',
    company: null,
    postal_code: '1012 AB',
    city: 'Amsterdam',
    country: 'NL',
    email: null,
    ordered_at: new Date(Date.UTC(2026, 10, 20, 12) - id * 3_600_000).toISOString(),
    status: 'paid',
    shipping_method: 'PostNL Standaard',
    items: [item('MUG-1', 'Mok', 1)],
    weight_grams: 500,
    value: { amount: '10.00', currency: 'EUR' },
    service_point: false,
    customs: false,
    wemasy: null,
    problems: [],
    ...change,
  };
}

export function item(sku: string, description: string, quantity: number): OrderRow['items'][number] {
  return {
    sku,
    barcode: null,
    description,
    quantity,
    weight_grams: 100,
    value: '5.00',
    hs_code: null,
    origin_country: null,
    picture: false,
  };
}

export function problem(kind: ProblemKind, blocks: boolean): Problem {
  return { kind, blocks, message: kind, hint: null };
}
