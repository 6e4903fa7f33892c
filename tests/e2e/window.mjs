// Packbench's real window, driven by WebDriver: tauri-driver starts the program, WebKitWebDriver drives its page.
// What is here knows the window, not the trade; `practice.mjs` knows how to ship.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Builder, By, Capabilities, until } from 'selenium-webdriver';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const PROGRAM = process.env.PACKBENCH_PROGRAM ?? resolve(ROOT, 'target/debug/packbench');
const DRIVER = resolve(ROOT, '.tools/bin/tauri-driver');

/** How long anything on the page may take to appear. A cold start of WebKit on a busy machine takes seconds. */
const APPEAR_LIMIT_MS = 30_000;
const DRIVER_LIMIT_MS = 15_000;

/** Opens the window on a data folder. `close()` closes it as a person would and waits until the program has ended. */
export async function openWindow({ dataDir, env = {} }) {
  const [port, nativePort] = [await freePort(), await freePort()];
  const driverProcess = spawn(DRIVER, ['--port', `${port}`, '--native-port', `${nativePort}`], {
    // The driver's children write to stderr what WebKit has to say about a machine without a graphics card.
    stdio: ['ignore', 'ignore', process.env.PACKBENCH_E2E_VERBOSE ? 'inherit' : 'ignore'],
    env: { ...process.env, ...env, PACKBENCH_DATA_DIR: dataDir },
  });
  const ended = once(driverProcess, 'exit');
  try {
    await listening(port);
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(new Capabilities({ browserName: 'wry', 'tauri:options': { application: PROGRAM } }))
      .build();
    await driver.manage().setTimeouts({ script: 60_000 });
    return new PackbenchWindow(driver, async () => {
      driverProcess.kill();
      await ended;
    });
  } catch (error) {
    driverProcess.kill();
    await ended;
    throw error;
  }
}

class PackbenchWindow {
  #stopDriver;

  constructor(driver, stopDriver) {
    this.driver = driver;
    this.#stopDriver = stopDriver;
  }

  /** The element with this `data-testid`, once it is on the page. */
  async see(testId, limitMs = APPEAR_LIMIT_MS) {
    return this.driver.wait(until.elementLocated(byTestId(testId)), limitMs, `"${testId}" did not appear`);
  }

  async isThere(testId) {
    return (await this.driver.findElements(byTestId(testId))).length > 0;
  }

  /** Clicks the element once it is there and can be clicked. */
  async click(testId) {
    await this.driver.wait(
      async () => {
        const element = await this.see(testId);
        if (!(await element.isEnabled())) return false;
        await element.click();
        return true;
      },
      APPEAR_LIMIT_MS,
      `"${testId}" could not be clicked`,
    );
  }

  async text(testId) {
    return (await this.see(testId)).getText();
  }

  async attribute(testId, name) {
    return (await this.see(testId)).getAttribute(name);
  }

  /** Waits until `check` gives something truthy, and gives that. */
  async until(check, what, limitMs = APPEAR_LIMIT_MS) {
    return this.driver.wait(check, limitMs, what);
  }

  /** Asks the station what the page would ask: the window's own command. */
  async rpc(name, payload = {}) {
    const [answer, error] = await this.driver.executeAsyncScript(
      `const [name, payload, done] = arguments;
       window.__TAURI_INTERNALS__.invoke('rpc', { name, payload }).then((answer) => done([answer, null]), (error) => done([null, error]));`,
      name,
      payload,
    );
    if (error !== null) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return answer;
  }

  /** Calls any Tauri command and gives its answer or its error's words, for looking at what is refused. */
  async invokeRaw(command, args = {}) {
    return this.driver.executeAsyncScript(
      `const [command, args, done] = arguments;
       window.__TAURI_INTERNALS__.invoke(command, args).then((answer) => done({ answer }), (error) => done({ error: String(error?.message ?? error) }));`,
      command,
      args,
    );
  }

  /** A picture of what is on the screen now: right after a change the window still holds the frame before. */
  async screenshot(path) {
    await this.driver.executeAsyncScript(
      'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));',
    );
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await this.driver.takeScreenshot(), 'base64');
  }

  async close() {
    try {
      await this.driver.quit();
    } finally {
      await this.#stopDriver();
    }
  }
}

function byTestId(testId) {
  return By.css(`[data-testid="${testId}"]`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port) {
  const end = Date.now() + DRIVER_LIMIT_MS;
  while (Date.now() < end) {
    const answered = await fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await pause(50);
  }
  throw new Error('tauri-driver did not start: run scripts/setup.sh test');
}
