-- The print ledger: a job waits in it until it is its turn, may print several papers (a sheet) or one that is made when
-- it is handed over, and may need a person's word.
ALTER TABLE print_job RENAME TO old_print_job;
DROP INDEX print_job_label;
DROP INDEX print_job_live;
CREATE TABLE print_job (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id    INTEGER REFERENCES batch,           -- NULL: belongs to no batch
    paper       TEXT    NOT NULL,                   -- print::Paper as JSON: what is printed
    title       TEXT    NOT NULL,
    printer     TEXT    NOT NULL,
    copies      INTEGER NOT NULL,
    rank        INTEGER NOT NULL,                   -- place in the printer's queue; a repeat has that of the first try
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'handing', 'queued', 'held', 'printing', 'done', 'failed',
                                                  'cancelled', 'unknown')),
    asks        TEXT    CHECK (asks IN ('failed', 'missing', 'twice')),
    spooler_job TEXT,
    message     TEXT,
    at          TEXT    NOT NULL
);
CREATE INDEX print_job_queue ON print_job (printer, rank, id)
    WHERE asks IS NOT NULL OR state IN ('waiting', 'handing', 'queued', 'held', 'printing');
CREATE INDEX print_job_batch ON print_job (batch_id);
INSERT INTO print_job (id, batch_id, paper, title, printer, copies, rank, state, spooler_job, message, at)
    SELECT id, batch_id, '{"is":"stored"}', title, printer, 1, id,
           CASE WHEN state = 'queued' AND spooler_job IS NULL THEN 'handing' ELSE state END, spooler_job, message, at
    FROM old_print_job;

-- The stored papers that a job prints, in order.
CREATE TABLE print_paper (
    job_id   INTEGER NOT NULL REFERENCES print_job,
    position INTEGER NOT NULL,
    label_id INTEGER NOT NULL REFERENCES label,
    PRIMARY KEY (job_id, position)
) WITHOUT ROWID;
CREATE INDEX print_paper_label ON print_paper (label_id);
INSERT INTO print_paper (job_id, position, label_id) SELECT id, 0, label_id FROM old_print_job;
DROP TABLE old_print_job;
