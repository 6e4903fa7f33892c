import type { Commands } from '../../ui/src/ipc/generated';

export interface PackbenchWindow {
  driver: { executeAsyncScript(script: string, ...words: unknown[]): Promise<unknown> };
  rpc<N extends keyof Commands>(
    name: N,
    payload: Commands[N]['payload'],
  ): Promise<Commands[N]['result']>;
  click(testId: string): Promise<void>;
  see(testId: string, limitMs?: number): Promise<unknown>;
  until<T>(check: () => Promise<T>, what: string, limitMs?: number): Promise<T>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

export const ROOT: string;

export function openWindow(options: {
  dataDir: string;
  env?: Record<string, string>;
}): Promise<PackbenchWindow>;
