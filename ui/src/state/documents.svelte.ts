// Wemasy's packing slips and invoices: asked for, awaited, saved as files.
import { call } from '../ipc/api';
import type { DocumentKind, RowId } from '../ipc/generated';
import { t } from '../shared/messages/index.svelte';
import { inWords } from '../shared/words';
import { attempt, say } from './notices.svelte';

/** The engine asks Wemasy sparingly by itself; this only asks the engine. */
const ASK_EVERY_MS = 1_500;

let underWay = $state.raw<ReadonlySet<string>>(new Set());
const keyOf = (order: RowId, kind: DocumentKind) => `${order} ${kind}`;

export const documents = {
  making: (order: RowId, kind: DocumentKind): boolean => underWay.has(keyOf(order, kind)),
};

export async function makeDocument(order: RowId, number: string, kind: DocumentKind): Promise<void> {
  const key = keyOf(order, kind);
  if (underWay.has(key)) return;
  underWay = new Set(underWay).add(key);
  try {
    await follow(order, number, kind);
  } finally {
    underWay = new Set([...underWay].filter((other) => other !== key));
  }
}

async function follow(order: RowId, number: string, kind: DocumentKind): Promise<void> {
  const params = { kind: t(`document.${kind}`), number };
  for (;;) {
    const state = await attempt(call('wemasy_document', { order_id: order, kind }));
    if (!state) return;
    switch (state.progress) {
      case 'ready':
        say('done', t('document.saved', params), state.path);
        return;
      case 'failed':
        say('warn', t('document.failed', params), inWords(state.message));
        return;
      case 'making':
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
}
