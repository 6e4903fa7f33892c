// The Host inside the real window. The only file that speaks to the shell.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';

export function tauriHost(): Host {
  return {
    call: (name, payload) => invoke('rpc', { name, payload }),
    async listen(onEvent) {
      await listen('packbench-event', (message) => onEvent(message.payload));
    },
    async onCloseAsked(ask) {
      await listen('packbench-close', (message) => ask(message.payload));
    },
    stay: () => invoke('rpc', { name: 'window_stay', payload: {} }),
    closeNow: () => invoke('rpc', { name: 'window_close', payload: {} }),
    openPanel: () => invoke('rpc', { name: 'panel_open', payload: {} }),
  };
}
