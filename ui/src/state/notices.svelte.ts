// What the person should know: short toasts, and the list behind the bell that keeps the last ones.
import type { AppErrorWire, Notice } from '../ipc/generated';
import { detailOf, fixOf } from '../shared/errors';
import { t, type MessageKey } from '../shared/messages/index.svelte';
import { inWords } from '../shared/words';
import { AppError } from '../ipc/api';

export interface Message {
  id: number;
  tone: 'info' | 'done' | 'warn' | 'error';
  title: string;
  body: string | null;
  hint: string | null;
  /** Set for errors: what "copy details" copies. */
  error: AppErrorWire | null;
  at: string;
}

/** Kept behind the bell. */
const MESSAGES_MAX = 50;
const TOAST_MS = 6_000;

let nextId = 1;
let messages = $state.raw<readonly Message[]>([]);
let toasts = $state.raw<readonly Message[]>([]);
let unread = $state(0);

export const notices = {
  get all() {
    return messages;
  },
  get toasts() {
    return toasts;
  },
  get unread() {
    return unread;
  },
  markRead() {
    unread = 0;
  },
  dismiss(id: number) {
    toasts = toasts.filter((toast) => toast.id !== id);
  },
  clear() {
    messages = [];
    unread = 0;
  },
};

function add(message: Omit<Message, 'id' | 'at'>): void {
  const same = toasts.find((toast) => toast.title === message.title && toast.body === message.body);
  if (same) notices.dismiss(same.id);
  const entry: Message = { ...message, id: nextId++, at: new Date().toISOString() };
  messages = [entry, ...messages].slice(0, MESSAGES_MAX);
  toasts = [...toasts, entry].slice(-3);
  // What went wrong is counted until somebody looks at the list. An error stays in view as well; the rest leaves by itself.
  if (message.tone === 'error' || message.tone === 'warn') unread += 1;
  if (message.tone !== 'error') setTimeout(() => notices.dismiss(entry.id), TOAST_MS);
}

export function say(tone: 'info' | 'done' | 'warn', title: string, body: string | null = null): void {
  add({ tone, title, body, hint: null, error: null });
}

export function errorTitle(error: AppErrorWire): string {
  const key: MessageKey = `code.${error.code}`;
  return t(key);
}

export function sayError(error: AppErrorWire): void {
  add({
    tone: 'error',
    title: errorTitle(error),
    body: detailOf(error),
    hint: fixOf(error),
    error,
  });
}

export function sayNotice(notice: Notice): void {
  add({
    tone: 'warn',
    title: t(`notice.${notice.code}`),
    body: inWords(notice.message),
    hint: t(`notice_fix.${notice.code}`),
    error: null,
  });
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: AppErrorWire };

/** For forms that show the error where it happened. */
export async function outcome<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work };
  } catch (thrown) {
    return { ok: false, error: toWire(thrown) };
  }
}

/** For everything else: the error becomes a toast, the answer `undefined`. */
export async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  const result = await outcome(work);
  if (result.ok) return result.value;
  sayError(result.error);
  return undefined;
}

function toWire(thrown: unknown): AppErrorWire {
  if (thrown instanceof AppError) return thrown.wire;
  return { code: 'internal', message: String(thrown), hint: null, subject: null };
}
