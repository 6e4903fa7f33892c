// A picture that was wished for, in a component that is used again for others: one that came late is not shown.
import type { Wishes } from './wishes';

/** For the component's own set-up. `key`: `null` where nothing is wished. */
export function wished<K, V>(
  wishes: () => Wishes<K, V>,
  key: () => K | null,
): { readonly value: V | undefined } {
  let came = $state.raw<{ key: K; value: V | undefined } | null>(null);
  const value = $derived.by(() => {
    const now = key();
    if (now === null) return undefined;
    return came?.key === now ? came.value : wishes().known(now);
  });
  $effect(() => {
    const wanted = key();
    if (wanted === null) return;
    return wishes().want(wanted, (found) => (came = { key: wanted, value: found }));
  });
  return {
    get value() {
      return value;
    },
  };
}
