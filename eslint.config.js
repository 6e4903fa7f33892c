import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './ui/svelte.config.js';

/** Feature folders: they may use shared/, state/ and ipc/, never each other. App.svelte puts them together. */
const features = ['orders', 'batch', 'history', 'printing', 'settings', 'start', 'frame', 'scanner'];

const tauriOnlyInIpc = {
  group: ['@tauri-apps/*'],
  message: 'Only ui/src/ipc speaks to the shell; call a state module.',
};
const hostOnlyInState = {
  regex: '/ipc/(api|host|http|tauri)(\\.ts)?$',
  message: 'Components never call the host: state modules do.',
};
const folders = (names, message) => ({ regex: `(^|/)\\.\\./(${names.join('|')})/`, message });

const border = (folder, ...patterns) => ({
  files: [`ui/src/${folder}/**/*.{ts,svelte}`],
  rules: { 'no-restricted-imports': ['error', { patterns: [tauriOnlyInIpc, ...patterns] }] },
});

export default ts.config(
  { ignores: ['ui/dist/**', 'ui/wrong/Wrong.svelte', 'ui/src/ipc/generated.ts', 'target/**', 'out/**'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // Lists and maps are `$state.raw` and replaced in one go, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  {
    files: ['**/*.config.{js,ts}', 'ui/wrong/*.mjs', 'tests/ui/**'],
    rules: { 'no-console': 'off', 'no-restricted-exports': 'off' },
  },
  ...features.map((name) =>
    border(
      name,
      hostOnlyInState,
      folders(
        features.filter((other) => other !== name),
        'Feature folders do not import each other; put them together in App.svelte.',
      ),
    ),
  ),
  border(
    'shared',
    hostOnlyInState,
    folders([...features, 'state'], 'shared/ knows no state and no feature.'),
  ),
  border('state', folders(features, 'state/ knows no feature.')),
  {
    files: ['ui/src/*.{ts,svelte}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [tauriOnlyInIpc] }] },
  },
);
