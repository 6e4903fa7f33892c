// What orders can be shipped with, as last told; and where a parcel is. The engine keeps both for when there is no network.
import { call } from '../ipc/api';
import type {
  AppErrorWire,
  OptionsFound,
  RowId,
  ShipChoices,
  ShipOptions,
  TrackingView,
} from '../ipc/generated';
import { outcome, type Outcome } from './notices.svelte';

let known = $state.raw<ShipChoices | null>(null);

export const choices = {
  /** `null`: not read yet. */
  get known() {
    return known;
  },
};

export async function loadChoices(): Promise<void> {
  const answer = await outcome(call('ship_choices'));
  if (answer.ok) known = answer.value;
  else {
    const nothing = { senders: [], brands: [], contracts: [], at: null };
    known = { ...(known ?? nothing), trouble: answer.error };
  }
}

export function forgetChoices(): void {
  known = null;
}

export const trackParcel = (number: string): Promise<Outcome<TrackingView>> =>
  outcome(call('order_tracking', { tracking_number: number }));

/** The shipping options for some orders; asked again when the sender or the contract changes. */
export class OptionSearch {
  found = $state.raw<OptionsFound | null>(null);
  error = $state.raw<AppErrorWire | null>(null);
  busy = $state(false);
  #askedFor: string | null = null;
  #turn = 0;

  constructor(readonly orders: () => RowId[]) {}

  /** True when something new was found. */
  async look(options: ShipOptions): Promise<boolean> {
    const { sender_address_id, contract_id } = options;
    const query = { orders: this.orders(), sender_address_id, contract_id };
    const key = JSON.stringify(query);
    if (key === this.#askedFor) return false;
    this.#askedFor = key;
    const turn = ++this.#turn;
    this.busy = true;
    const answer = await outcome(call('ship_options_find', query));
    if (turn !== this.#turn) return false;
    this.busy = false;
    this.error = answer.ok ? answer.value.trouble : answer.error;
    if (answer.ok) this.found = answer.value;
    // What failed is asked for again the next time.
    if (this.error) this.#askedFor = null;
    return answer.ok;
  }
}
