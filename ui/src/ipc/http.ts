// The Host over loopback HTTP: the same commands served by the test host, so that the window runs in a browser.
import type { Host } from './host';

export function httpHost(): Host {
  return {
    async call(name, payload) {
      const response = await fetch(`/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
      });
      const body: unknown = await response.json();
      if (!response.ok) throw body;
      return body;
    },
    listen(onEvent, onGap) {
      const source = new EventSource('/events');
      let opened = false;
      source.onmessage = (message: MessageEvent<string>) => onEvent(JSON.parse(message.data));
      return new Promise((resolve) => {
        source.onopen = () => {
          if (opened) onGap();
          opened = true;
          resolve();
        };
      });
    },
    // A browser's tab closes without asking; tests ask in its place.
    onCloseAsked(ask) {
      addEventListener('packbench-close', (event) => ask((event as CustomEvent<unknown>).detail));
      return Promise.resolve();
    },
    stay: () => Promise.resolve(),
    closeNow() {
      close();
      return Promise.resolve();
    },
    openPanel() {
      // Only the real window's shell opens a browser; here the wish is enough.
      dispatchEvent(new CustomEvent('packbench-panel'));
      return Promise.resolve();
    },
  };
}
