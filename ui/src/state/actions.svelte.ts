// Every action exists once: button, palette, cheat sheet and key all call the entry registered here.
import { t, type MessageKey } from '../shared/messages/index.svelte';
import { matches, type KeyPress } from '../shared/keys';

export interface Action {
  id: string;
  title: MessageKey;
  /** The parameters of a title that alone does not say which one: the name of a saved view. */
  about?: () => Record<string, string>;
  /** "Ctrl+K"; shown on buttons and in the cheat sheet. */
  keys?: string;
  /** The key works only where the screen says so (Enter, Space): listed, not matched for the whole window. */
  local?: true;
  enabled(): boolean;
  run(): void;
}

let registered = $state.raw<readonly Action[]>([]);

export const actions = {
  get all() {
    return registered;
  },
};

export function registerActions(list: readonly Action[]): void {
  const ids = new Set(registered.map((action) => action.id));
  registered = [...registered, ...list.filter((action) => !ids.has(action.id))];
}

export function actionFor(press: KeyPress): Action | undefined {
  return registered.find(
    (action) => !action.local && action.keys && matches(action.keys, press) && action.enabled(),
  );
}

/** For whatever is no key and no button: says whether it could be done now. */
export function runAction(id: string): boolean {
  const action = registered.find((known) => known.id === id);
  if (!action?.enabled()) return false;
  action.run();
  return true;
}

export function titleOf(action: Action): string {
  return t(action.title, action.about?.() ?? {});
}
