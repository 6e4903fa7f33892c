-- The first schema. Never edit a migration that was released: add the next number.
-- Times are RFC 3339 UTC texts of the station's clock unless a column says otherwise; weights are grams; 0/1 are booleans.

-- Single values: host, account, mirror watermark, look counter, settings (JSON).
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Organisations of the platform whose keys were used with this database.
CREATE TABLE account (
    organisation_id TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    added_at        TEXT NOT NULL
) WITHOUT ROWID;

-- Shops (the platform calls them integrations).
CREATE TABLE integration (
    account_id TEXT    NOT NULL REFERENCES account,
    id         INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    system     TEXT    NOT NULL,
    enabled    INTEGER NOT NULL DEFAULT 1,
    listed     INTEGER NOT NULL DEFAULT 1,          -- still in the platform's list
    trouble    TEXT,                                -- why its last sync failed
    PRIMARY KEY (account_id, id)
) WITHOUT ROWID;

-- Every order and payment status that was seen at a shop. open: NULL = nobody chose, counts as not open.
CREATE TABLE seen_status (
    account_id     TEXT    NOT NULL,
    integration_id INTEGER NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('order', 'payment')),
    code           TEXT    NOT NULL,
    label          TEXT    NOT NULL,
    open           INTEGER,
    PRIMARY KEY (account_id, integration_id, kind, code)
) WITHOUT ROWID;

-- Orders as the platform last listed them. body: model::Order as JSON (the only place with a customer's data until it is shipped).
CREATE TABLE orders (
    id                   INTEGER PRIMARY KEY,
    account_id           TEXT    NOT NULL,
    integration_id       INTEGER NOT NULL,
    claim_key            TEXT    NOT NULL,          -- external order id, or 'number:' and the order number
    external_shipment_id TEXT,
    order_number         TEXT    NOT NULL,
    order_status         TEXT    NOT NULL,
    payment_status       TEXT    NOT NULL,
    listed               INTEGER NOT NULL,          -- in the list at the last complete reading
    body                 TEXT    NOT NULL
);
-- NULL and '' are different external shipment ids to the platform.
CREATE UNIQUE INDEX orders_identity
    ON orders (account_id, integration_id, claim_key, coalesce('=' || external_shipment_id, ''));
CREATE INDEX orders_listed ON orders (account_id, listed);
CREATE INDEX orders_number ON orders (account_id, order_number);

-- The mirror: shipments of the account, made by anyone. body: model::Shipment as JSON.
-- seq: in the order in which this station first saw them.
CREATE TABLE shipment (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    order_number TEXT,
    active       INTEGER NOT NULL,
    body         TEXT    NOT NULL,
    UNIQUE (account_id, id)
);
CREATE INDEX shipment_number ON shipment (account_id, order_number);

-- One click on Ship.
CREATE TABLE batch (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL REFERENCES account,
    request_id TEXT NOT NULL UNIQUE,                -- a double click finds its own batch again
    created_at TEXT NOT NULL,
    options    TEXT NOT NULL,                       -- wire::ShipOptions as JSON
    paused     INTEGER NOT NULL DEFAULT 0,          -- planned calls wait for a person
    trouble    TEXT                                 -- why (AppError as JSON)
);

-- Every order of a batch, left out ones included, with what is needed to show it for ever.
CREATE TABLE batch_order (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id        INTEGER NOT NULL REFERENCES batch,
    position        INTEGER NOT NULL,
    order_id        INTEGER NOT NULL REFERENCES orders,
    integration_id  INTEGER NOT NULL,
    claim_key       TEXT    NOT NULL,
    order_number    TEXT    NOT NULL,
    shop            TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    city            TEXT    NOT NULL,
    postal_code     TEXT    NOT NULL,
    country         TEXT    NOT NULL,
    left_out        TEXT,                           -- why the plan left it out, in words
    left_out_kind   TEXT,                           -- wire::ProblemKind as JSON
    left_out_hint   TEXT,
    tracking        TEXT NOT NULL DEFAULT '',
    UNIQUE (batch_id, position)
);
CREATE INDEX batch_order_claim ON batch_order (integration_id, claim_key);
CREATE INDEX batch_order_order ON batch_order (order_id);

-- One create-labels-async request of 1 to 20 orders.
CREATE TABLE call (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id       INTEGER NOT NULL REFERENCES batch,
    integration_id INTEGER NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('planned', 'requested', 'answered', 'withdrawn')),
    tries          INTEGER NOT NULL DEFAULT 0,      -- times it went from planned to requested
    requested_at   TEXT,
    ended_at       TEXT,
    http_status    INTEGER,
    platform_id    TEXT,                            -- the platform's request id
    words          TEXT                             -- what was odd about the answer
);
CREATE INDEX call_open ON call (state) WHERE state IN ('planned', 'requested');
CREATE INDEX call_batch ON call (batch_id);
CREATE INDEX call_requested_at ON call (requested_at);

-- One order in one call. The partial unique index below is the promise: one live claim per order.
CREATE TABLE attempt (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id        INTEGER NOT NULL REFERENCES call,
    batch_order_id INTEGER NOT NULL REFERENCES batch_order,
    account_id     TEXT    NOT NULL,
    integration_id INTEGER NOT NULL,
    claim_key      TEXT    NOT NULL,
    order_number   TEXT    NOT NULL,
    position       INTEGER NOT NULL,                -- in the call
    state          TEXT    NOT NULL CHECK (state IN ('planned', 'requested', 'accepted', 'labelled', 'refused', 'unknown',
                                                     'failed', 'cancelled', 'elsewhere', 'withdrawn', 'overridden')),
    requested_at   TEXT,
    ended_at       TEXT,
    seen_up_to     INTEGER,                         -- shipment.seq when it was requested: what came later may be its own
    shipment_id    TEXT,
    parcel_ids     TEXT NOT NULL DEFAULT '[]',
    words          TEXT,
    code           TEXT,
    pointer        TEXT,
    -- the search for a lost answer
    looks          INTEGER NOT NULL DEFAULT 0,
    looked_at      TEXT,
    numbered_at    TEXT,                            -- last look by order number
    search_from    TEXT,                            -- ended_at, or later: when another order of the call appeared
    UNIQUE (call_id, position)
);
CREATE UNIQUE INDEX attempt_one_claim ON attempt (account_id, integration_id, claim_key)
    WHERE state IN ('planned', 'requested', 'unknown', 'accepted', 'labelled');
CREATE INDEX attempt_state ON attempt (state) WHERE state IN ('planned', 'requested', 'unknown', 'accepted');
CREATE INDEX attempt_batch_order ON attempt (batch_order_id);
CREATE UNIQUE INDEX attempt_shipment ON attempt (account_id, shipment_id) WHERE shipment_id IS NOT NULL;

-- Paper as the platform delivered it.
CREATE TABLE label (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    attempt_id     INTEGER NOT NULL REFERENCES attempt,
    batch_order_id INTEGER NOT NULL REFERENCES batch_order,
    parcel_id      INTEGER NOT NULL,
    kind           TEXT    NOT NULL,                -- label, customs-declaration, air-waybill
    mime           TEXT    NOT NULL,
    pages          INTEGER NOT NULL,
    sha256         BLOB    NOT NULL,
    bytes          BLOB    NOT NULL,
    stored_at      TEXT    NOT NULL,
    UNIQUE (attempt_id, parcel_id, kind)
);
CREATE INDEX label_batch_order ON label (batch_order_id);

-- What people decided against the rules of the station.
CREATE TABLE override_log (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT    NOT NULL,
    attempt_id INTEGER NOT NULL REFERENCES attempt,
    what       TEXT    NOT NULL,
    reason     TEXT    NOT NULL
);

-- Documents handed to the spooler.
CREATE TABLE print_job (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id    INTEGER NOT NULL REFERENCES batch,
    label_id    INTEGER NOT NULL REFERENCES label,
    title       TEXT    NOT NULL,
    printer     TEXT    NOT NULL,
    spooler_job TEXT,
    state       TEXT    NOT NULL CHECK (state IN ('queued', 'held', 'printing', 'done', 'failed', 'cancelled', 'unknown')),
    message     TEXT,
    at          TEXT    NOT NULL
);
CREATE INDEX print_job_label ON print_job (label_id);
CREATE INDEX print_job_live ON print_job (state) WHERE state IN ('queued', 'held', 'printing');

-- Search in the past: any three signs in a row find their order.
CREATE VIRTUAL TABLE history_fts USING fts5 (
    order_number, name, place, tracking,
    content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
