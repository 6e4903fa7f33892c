// Real keys: xdotool types them into the display, as the keyboard or the scanner of a station would. WebDriver's own keys
// wait until the page has taken each, so they are neither as fast as a scanner nor can they show how fast the window is.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const xdotool = async (...words) => (await run('xdotool', words)).stdout.trim();

/** Gives the window the keys of the display: under Xvfb there is no window manager that would. */
export async function focusWindow() {
  const [id] = (await xdotool('search', '--sync', '--onlyvisible', '--name', '^Packbench$')).split('\n');
  await xdotool('windowfocus', '--sync', id);
}

/** One key of a person, by its name in X: `a`, `Escape`, `ctrl+a`. */
export async function key(name) {
  await xdotool('key', '--delay', '0', name);
}

/** As a fast scanner types: one burst, and an Enter at the end. xdotool does not sleep between the characters and goes
 * first where it may: asleep, a busy machine would keep it longer than any scanner takes (seen: 450 ms for one of 2).
 * Slower scanners are for the tests in Chromium, whose keys carry the time they are said to have. */
export async function typeAsScanner(text) {
  const delay = ['--delay', '0'];
  await run('nice', ['-n', '-10', 'xdotool', 'type', ...delay, '--args', '1', text, 'key', ...delay, 'Return']);
}

/** Types, and gives the longest time between two keys of it, by the display's own clock, once the window has the Enter. */
export async function slowestGap(window, type) {
  await window.driver.executeScript(
    `window.keyTimes = [];
     window.hearKeys ??= ['keydown', 'keyup'].map((kind) => addEventListener(kind, (event) => {
       window.keyTimes.push([event.timeStamp, kind === 'keyup' && event.key === 'Enter']);
     }, true));`,
  );
  await type();
  const times = await window.until(async () => {
    const heard = await window.driver.executeScript('return window.keyTimes;');
    return heard.some(([, last]) => last) && heard.map(([at]) => at);
  }, 'the window hears what is typed');
  return Math.max(...times.slice(1).map((at, index) => at - times[index]));
}
