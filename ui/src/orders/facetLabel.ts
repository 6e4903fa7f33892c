// The words for a value of a filter.
import type { ProblemKind } from '../ipc/generated';
import { formatDay } from '../shared/days';
import { countryName } from '../shared/format';
import { currentLanguage, t } from '../shared/messages/index.svelte';
import { NONE, type Facet, type FIXED_VALUES } from './facets';
import { readPeriod, type Period } from './range';

export function facetLabel(facet: Facet, value: string): string {
  switch (facet) {
    case 'country':
      return value === NONE ? t('facet.none') : countryName(currentLanguage(), value);
    case 'date': {
      const period = readPeriod(value);
      if (period) return periodLabel(period);
      return t(`facet_date.${value as (typeof FIXED_VALUES.date)[number]}`);
    }
    case 'pieces':
      return t(`facet_pieces.${value as (typeof FIXED_VALUES.pieces)[number]}`);
    case 'weight':
      return t(`facet_weight.${value as (typeof FIXED_VALUES.weight)[number]}`);
    case 'service_point':
      return t(`facet_service_point.${value as 'yes' | 'no'}`);
    case 'customs':
      return t(`facet_customs.${value as 'yes' | 'no'}`);
    case 'problem':
      return value === NONE ? t('facet.no_problem') : t(`problem.${value as ProblemKind}`);
    case 'shop':
    case 'status':
    case 'method':
    case 'sku':
      return value === NONE ? t('facet.none') : value;
  }
}

function periodLabel({ from, to }: Period): string {
  const day = (iso: string) => formatDay(currentLanguage(), iso);
  if (to === '') return t('range.since', { from: day(from) });
  if (from === '') return t('range.until', { to: day(to) });
  return t('range.between', { from: day(from), to: day(to) });
}
