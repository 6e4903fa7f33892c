// The outbox of the shops' accounts, as the engine lists it.
import { call } from '../ipc/api';
import type { Booking, BookingState, BookingsView, RowId } from '../ipc/generated';
import { t } from '../shared/messages/index.svelte';
import { attempt, outcome, say, type Outcome } from './notices.svelte';

let shown = $state.raw<BookingsView | null>(null);
let text = $state('');
let state = $state<BookingState | null>(null);
/** What had been sent when the queue was last empty: progress is counted from there. */
let sentBefore = $state<number | null>(null);

const waitingIn = ({ counts }: BookingsView) => counts.queued + counts.requested;
const sentIn = ({ counts }: BookingsView) => counts.done + counts.refused + counts.unknown;

export const bookings = {
  get view() {
    return shown;
  },
  get state() {
    return state;
  },
  /** Sent of those that were queued since the queue was last empty. */
  get progress(): { sent: number; of: number } | null {
    if (!shown || sentBefore === null || waitingIn(shown) === 0) return null;
    const sent = Math.max(0, sentIn(shown) - sentBefore);
    return { sent, of: sent + waitingIn(shown) };
  },
  /** What needs a person. */
  get attention() {
    return shown ? shown.counts.unknown + shown.counts.refused : 0;
  },
  filter(next: { text?: string; state?: BookingState | null }) {
    if (next.text !== undefined) text = next.text;
    if (next.state !== undefined) state = next.state;
    void loadBookings();
  },
};

function apply(view: BookingsView): void {
  if (sentBefore === null || waitingIn(view) === 0) sentBefore = sentIn(view);
  shown = view;
}

export async function loadBookings(): Promise<void> {
  const asked = { text: text || null, state };
  const view = await attempt(call('bookings_list', asked));
  // An answer to an older question is no answer.
  if (view && asked.text === (text || null) && asked.state === state) apply(view);
}

export function forgetBookings(): void {
  shown = null;
  text = '';
  state = null;
  sentBefore = null;
}

export async function queueBatch(batch: RowId): Promise<void> {
  const told = await attempt(call('booking_queue', { orders: [], batch_id: batch }));
  if (!told) return;
  const skipped = (['already', 'no_label', 'not_wemasy'] as const)
    .filter((why) => told[why] > 0)
    .map((why) => t(`bookings.${why}`, { n: told[why] }));
  const rest = skipped.length > 0 ? t('bookings.skipped', { why: skipped.join(', ') }) : null;
  say(told.queued > 0 ? 'done' : 'info', t('bookings.queued_n', { n: told.queued }), rest);
  await loadBookings();
}

export async function bookAgain(id: RowId, reason: string): Promise<Outcome<Booking>> {
  const answer = await outcome(call('booking_retry', { id, reason }));
  if (answer.ok) await loadBookings();
  return answer;
}

export async function withdrawBooking(id: RowId): Promise<void> {
  await attempt(call('booking_withdraw', { id }));
  await loadBookings();
}
