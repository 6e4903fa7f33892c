import { defineConfig } from '@playwright/test';
import base from '../playwright.config';

/** One window at a time: figures of two at once are figures of neither. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../../out/bench-ui',
  workers: 1,
  timeout: 900_000,
});
