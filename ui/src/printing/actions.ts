// What can be done on the Print screen: about the first question, the first queue, and the chosen paper.
import type { PrintAsks, PrintJobInfo, PrintWord } from '../ipc/generated';
import type { Action } from '../state/actions.svelte';
import { t } from '../shared/messages/index.svelte';
import { say } from '../state/notices.svelte';
import { answerPrint, printing, takeBack } from '../state/printing.svelte';
import { view } from '../state/view.svelte';
import { chosenRow, wished } from './asked.svelte';
import { aboutOf, canLeave, toGo } from './queue';

const onScreen = () => view.screen === 'print';
export const firstQuestion = (): PrintJobInfo | undefined =>
  printing.queues.find((queue) => queue.asking.length > 0)?.asking[0];
export const firstQueue = () => printing.queues.find((queue) => toGo(queue) > 0);

/** What can be said about a paper: the likely answer first. */
export const ANSWERS: Record<PrintAsks, readonly PrintWord[]> = {
  missing: ['came_out', 'again'],
  failed: ['again', 'leave'],
  twice: ['leave'],
};

/** A key that is held must not answer the next question too. */
const HELD_MS = 500;
let answeredAt = Number.NEGATIVE_INFINITY;

const answer = (word: PrintWord, keys: string): Action => ({
  id: `print.${word}`,
  title: `print_answer.${word}`,
  keys,
  enabled: () => {
    const asks = onScreen() ? firstQuestion()?.asks : null;
    return asks ? ANSWERS[asks].includes(word) : false;
  },
  run: () => {
    const job = firstQuestion();
    const since = performance.now() - answeredAt;
    answeredAt = performance.now();
    if (job && since > HELD_MS) void answerPrint(job.id, word);
  },
});

export const answers: Record<PrintWord, Action> = {
  came_out: answer('came_out', 'Alt+J'),
  again: answer('again', 'Alt+Q'),
  leave: answer('leave', 'Alt+E'),
};

export const moveRest: Action = {
  id: 'print.move',
  title: 'print_screen.move',
  keys: 'Alt+Y',
  enabled: () => onScreen() && firstQueue() !== undefined,
  run: () => wished.ask('move', firstQueue()?.printer),
};

export const takeBackRest: Action = {
  id: 'print.take_back',
  title: 'print_screen.take_back',
  keys: 'Alt+U',
  enabled: () => onScreen() && firstQueue() !== undefined,
  run: () => wished.ask('take_back', firstQueue()?.printer),
};

export const chosenJob = (): PrintJobInfo | undefined => printing.jobs.find((job) => job.id === chosenRow.id);
const leaving = () => {
  const job = onScreen() ? chosenJob() : undefined;
  return job && canLeave(job) ? job : undefined;
};

export const moveOne: Action = {
  id: 'print.move_one',
  title: 'print_screen.move_one',
  keys: 'Alt+Shift+Y',
  enabled: () => leaving() !== undefined,
  run: () => {
    const job = leaving();
    if (job) wished.ask('move', job.printer, job.id);
  },
};

/** One paper is taken back at once: it stays stored and is printed again as easily. */
export const takeBackOne: Action = {
  id: 'print.take_back_one',
  title: 'print_screen.take_back_one',
  keys: 'Alt+Shift+U',
  enabled: () => leaving() !== undefined,
  run: () => {
    const job = leaving();
    if (!job) return;
    const what = t(`paper_the.${job.prints}`, { about: aboutOf(job) });
    void takeBack(job.printer, [job.id]).then((told) => {
      if (told) say('done', t('print_screen.asked_back', { what }));
    });
  },
};

export const printActions: readonly Action[] = [
  answers.came_out,
  answers.again,
  answers.leave,
  moveRest,
  takeBackRest,
  moveOne,
  takeBackOne,
];
