// The split that the confirm sheet is to ship: made in the order's details, gone when the sheet closes.
import type { OrderRow, ParcelSplit } from '../ipc/generated';

let wanted = $state.raw<{ order: OrderRow; parcels: ParcelSplit[] } | null>(null);

export const split = {
  get wanted() {
    return wanted;
  },
  want(order: OrderRow, parcels: ParcelSplit[]) {
    wanted = { order, parcels };
  },
  clear() {
    wanted = null;
  },
};
