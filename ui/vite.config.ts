import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = fileURLToPath(new URL('.', import.meta.url));

/** `PACKBENCH_HOST_URL` points the dev server at a running test host, so the window can be built in a browser. */
const host = process.env.PACKBENCH_HOST_URL;

export default defineConfig({
  root: here,
  cacheDir: '../node_modules/.vite',
  clearScreen: false,
  plugins: [svelte()],
  server: {
    port: 1420,
    strictPort: true,
    host: '127.0.0.1',
    // The sounds lie beside the window's sources.
    fs: {
      allow: [
        here,
        fileURLToPath(new URL('../assets', import.meta.url)),
        fileURLToPath(new URL('../node_modules', import.meta.url)),
      ],
    },
    ...(host ? { proxy: { '/rpc': host, '/events': host } } : {}),
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The CSP of the window allows no `data:` fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
});
