import { defineConfig } from '@playwright/test';
import base from '../playwright.config';

/** Every state as a picture, in each of LANGUAGES. Looked at by people, compared with nothing. */
const languages = (process.env.LANGUAGES ?? 'nl,en').split(',');

export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../../out/screenshots-failed',
  timeout: 180_000,
  globalTeardown: './gallery.ts',
  projects: languages.map((name) => ({ name })),
});
