// Which colours the window has: the person's choice, else the system's, and more contrast where the system asks for it. The
// document says the outcome, and the tokens know four sets by it: light and dark, each also with high contrast.
import type { Theme } from '../ipc/generated';

export interface Looks {
  theme: 'light' | 'dark';
  contrast: 'more' | 'normal';
}

export interface System {
  dark: boolean;
  moreContrast: boolean;
}

export function looksOf(theme: Theme, system: System): Looks {
  const systems = system.dark ? 'dark' : 'light';
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : systems,
    contrast: theme === 'high_contrast' || system.moreContrast ? 'more' : 'normal',
  };
}

let chosen: Theme = 'system';

export function useTheme(theme: Theme): void {
  chosen = theme;
  apply();
}

const asked = (query: string) => matchMedia(query);

function apply(): void {
  const dark = asked('(prefers-color-scheme: dark)').matches;
  const moreContrast = asked('(prefers-contrast: more)').matches;
  Object.assign(document.documentElement.dataset, looksOf(chosen, { dark, moreContrast }));
}

/** From the first moment on, and whenever the system changes its mind. */
export function followSystem(): void {
  apply();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'])
    asked(query).addEventListener('change', apply);
}
