export function focusWindow(): Promise<void>;
export function key(name: string): Promise<void>;
export function typeAsScanner(text: string): Promise<void>;
