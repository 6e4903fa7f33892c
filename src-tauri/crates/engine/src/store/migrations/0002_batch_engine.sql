-- The search for a lost answer counts its own time, since the station's clock may jump by hours either way. It replaces
-- looked_at, numbered_at and search_from.
ALTER TABLE attempt ADD COLUMN searched_ms INTEGER NOT NULL DEFAULT 0;  -- between looks of one process, added up
ALTER TABLE attempt ADD COLUMN numbered_ms INTEGER NOT NULL DEFAULT 0;  -- searched_ms at the last look by order number

-- Shipments that a person asked the platform to cancel.
CREATE TABLE cancellation (
    account_id  TEXT NOT NULL,
    shipment_id TEXT NOT NULL,
    asked_at    TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('asked', 'queued', 'cancelled', 'refused', 'unknown')),
    words       TEXT,                               -- the platform's
    PRIMARY KEY (account_id, shipment_id)
) WITHOUT ROWID;

-- Pairs of shipments that look like one order's second label and are not: a person said so.
CREATE TABLE not_duplicate (
    account_id TEXT NOT NULL,
    ours       TEXT NOT NULL,
    other      TEXT NOT NULL,
    at         TEXT NOT NULL,
    reason     TEXT NOT NULL,
    PRIMARY KEY (account_id, ours, other)
) WITHOUT ROWID;

-- What every look asks must not grow with the history.
CREATE INDEX shipment_dead   ON shipment (account_id, id) WHERE active = 0;
CREATE INDEX shipment_active ON shipment (account_id, order_number) WHERE active = 1;
CREATE INDEX attempt_number  ON attempt (account_id, order_number);
CREATE INDEX attempt_dead    ON attempt (account_id) WHERE state IN ('failed', 'cancelled');
