// Where a parcel is, in the packer's language. The platform's list is open: an unknown code is shown in its own words.
import { t } from './messages/index.svelte';

/** Codes of the platform's list (`GET /parcels/statuses`) that this version has words for. */
const KNOWN = [
  'ANNOUNCED',
  'ANNOUNCED_UNCOLLECTED',
  'ANNOUNCEMENT_FAILED',
  'ANNOUNCING',
  'AT_CUSTOMS',
  'AT_SORTING_CENTRE',
  'AWAITING_CUSTOMER_PICKUP',
  'CANCELLED',
  'CANCELLING',
  'COLLECTED_BY_CUSTOMER',
  'DELAYED',
  'DELIVERED',
  'DELIVERY_FAILED',
  'DRIVER_ON_ROUTE',
  'EXCEPTION',
  'NO_LABEL',
  'PICKED_UP_BY_DRIVER',
  'READY_TO_SEND',
  'REFUSED_BY_RECIPIENT',
  'RETURNED_TO_SENDER',
  'SHIPMENT_ON_ROUTE',
  'SORTED',
  'SORTING',
  'TO_SORTING',
  'UNDELIVERABLE',
] as const;

type Known = (typeof KNOWN)[number];

const isKnown = (code: string): code is Known => (KNOWN as readonly string[]).includes(code);

export function parcelStatusWord(status: { code: string; message: string }): string {
  return isKnown(status.code) ? t(`parcel.${status.code}`) : status.message;
}
