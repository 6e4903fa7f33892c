// Proves that the type check can fail: a check that reports nothing on a wrong file would be worth nothing.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const run = spawnSync(
  'npx',
  [
    '--no-install',
    'svelte-check',
    '--workspace',
    here,
    '--tsconfig',
    `${here}tsconfig.json`,
    '--output',
    'machine',
  ],
  { encoding: 'utf8', shell: process.platform === 'win32' },
);
const seen = /ERROR "Wrong\.svelte" 3:\d+ "Type 'string' is not assignable to type 'number'/.test(run.stdout);
if (run.status === 0 || !seen) {
  console.error(
    `svelte-check did not report the wrong file (exit ${run.status}):\n${run.stdout}${run.stderr}`,
  );
  process.exit(1);
}
console.log('svelte-check reports the deliberately wrong file.');
