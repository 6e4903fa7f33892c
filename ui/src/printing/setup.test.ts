import { describe, expect, test } from 'vitest';
import type { PrintSettings } from '../ipc/generated';
import { ownAddress, PAPERS, paperChoice, setupOf, unset, withoutOwn, withRoute, withSetup } from './setup';

const nothing: PrintSettings = {
  setups: [],
  routes: [],
  own: [],
  reverse: false,
  separator: false,
  slips: 'none',
};

describe('what is kept about printers', () => {
  test('a setup that was put back to what it was is not kept', () => {
    const turned = withSetup(nothing, { ...unset('zebra'), turns: 1 });
    expect(setupOf(turned, 'zebra').turns).toBe(1);
    expect(withSetup(turned, unset('zebra'))).toEqual(nothing);
    expect(setupOf(nothing, 'zebra')).toEqual(unset('zebra'));
  });

  test.each([
    { language: 'zpl' },
    { dpi: 300 },
    { paper_mm: [105, 148] },
    { offset_mm: [0, 1] },
    { copies: 2 },
    { asks_for: 'zpl' },
  ] as const)('a change is kept: %j', (change) => {
    const setup = { ...unset('zebra'), ...change } as ReturnType<typeof unset>;
    expect(withSetup(nothing, setup).setups).toEqual([setup]);
  });

  test('a kind of paper has one printer, or goes with the labels', () => {
    const office = withRoute(withRoute(nothing, 'slip', 'zebra'), 'slip', 'office');
    expect(office.routes).toEqual([{ kind: 'slip', printer: 'office' }]);
    expect(withRoute(office, 'slip', null)).toEqual(nothing);
  });

  test('a printer that is removed leaves nothing behind', () => {
    const own = { ...nothing, own: ['tcp://10.0.0.9:9100'] };
    const used = withRoute(
      withSetup(own, { ...unset('tcp://10.0.0.9:9100'), copies: 2 }),
      'slip',
      'tcp://10.0.0.9:9100',
    );
    expect(withoutOwn(used, 'tcp://10.0.0.9:9100')).toEqual(nothing);
  });

  test('sizes of paper are known by their names', () => {
    expect(paperChoice(null)).toBe('queue');
    expect(paperChoice([...PAPERS.four_by_six])).toBe('four_by_six');
    expect(paperChoice([100, 150])).toBe('own');
  });
});

test.each([
  ['tcp://192.168.1.50:9100', { address: 'tcp://192.168.1.50:9100' }],
  [' tcp://zebra.local:9100 ', { address: 'tcp://zebra.local:9100' }],
  ['tcp://[fe80::1]:9100', { address: 'tcp://[fe80::1]:9100' }],
  ['folder:///var/labels', { address: 'folder:///var/labels' }],
  ['192.168.1.50', 'kind'],
  ['http://zebra:80', 'kind'],
  ['tcp://:9100', 'host'],
  ['tcp://a b:9100', 'host'],
  ['tcp://zebra', 'port'],
  ['tcp://zebra:0', 'port'],
  ['tcp://zebra:70000', 'port'],
  ['folder://labels', 'path'],
  ['folder:///', 'path'],
  ['tcp://here:1', 'known'],
])('the address %s', (text, answer) => expect(ownAddress(text, ['tcp://here:1'])).toEqual(answer));
