// The queue that somebody wants to take back or give away, until they said so twice.

type Wish = 'take_back' | 'move';

let asked = $state.raw<{ wish: Wish; printer: string } | null>(null);

export const wished = {
  get now() {
    return asked;
  },
  ask(wish: Wish, printer: string | undefined) {
    asked = printer === undefined ? null : { wish, printer };
  },
  close() {
    asked = null;
  },
};
