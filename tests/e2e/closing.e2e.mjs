// The window as the desktop sees it: started twice it is one window, closed it ends by itself. No WebDriver in here,
// because ending a WebDriver session kills the program instead of closing its window.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { PROGRAM } from './window.mjs';

const LIMIT_MS = 30_000;
const home = mkdtempSync(join(tmpdir(), 'packbench-e2e-'));
// The system's own data folder, because only there Packbench is started once.
const env = {
  ...process.env,
  XDG_DATA_HOME: join(home, 'data'),
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_CACHE_HOME: join(home, 'cache'),
};
delete env.PACKBENCH_DATA_DIR;

let desktop;
const started = [];

before(async () => {
  desktop = spawn('openbox', { stdio: 'ignore' });
  await until(() => wmctrl('-m') !== null, 'the window manager did not start');
});

after(async () => {
  for (const child of [...started, desktop]) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
  }
  rmSync(home, { recursive: true, force: true });
});

function start() {
  const child = spawn(PROGRAM, { env, stdio: 'ignore' });
  started.push(child);
  return child;
}

/** What wmctrl says, or null where it fails: no window manager yet, no such window. */
function wmctrl(...args) {
  try {
    return execFileSync('wmctrl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

const windows = () => (wmctrl('-l') ?? '').split('\n').filter((line) => line.endsWith(' Packbench')).length;

async function until(check, what) {
  const end = Date.now() + LIMIT_MS;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(what);
    await pause(100);
  }
}

test('a second start brings the one window to the front, and closing it ends Packbench', async () => {
  const first = start();
  const firstEnded = once(first, 'exit');
  await until(() => windows() === 1, 'no window opened');

  const [secondCode] = await once(start(), 'exit');
  assert.equal(secondCode, 0, 'the second start ends by itself, without an error');
  assert.equal(windows(), 1, 'there is still one window');
  assert.equal(first.exitCode, null, 'the first is still running');

  wmctrl('-c', 'Packbench');
  const [firstCode] = await Promise.race([
    firstEnded,
    pause(LIMIT_MS, undefined, { ref: false }).then(() => assert.fail('Packbench did not end after its window was closed')),
  ]);
  assert.equal(firstCode, 0, 'it ended in order');
  assert.equal(windows(), 0, 'its window is gone');
  const config = join(home, 'config/app.packbench.desktop');
  assert.ok(existsSync(config) && readdirSync(config).length > 0, 'the window remembers its place');
});
