// Keys as data: "Ctrl+K", "Alt+1", "?", "F5". Pure, so that one test can say what a key press means.

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Cmd on a Mac is Ctrl elsewhere. */
export function matches(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const ctrl = parts.includes('Ctrl');
  const alt = parts.includes('Alt');
  const shift = parts.includes('Shift');
  if ((press.ctrlKey || press.metaKey) !== ctrl || press.altKey !== alt) return false;
  // "?" needs Shift on most keyboards and not on others: for signs the sign decides.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!isSign && press.shiftKey !== shift) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

export function isPrintable(press: KeyPress): boolean {
  return [...press.key].length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;
}
