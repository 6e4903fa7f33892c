-- Wemasy shops of this station. Their orders stand in `orders` under the integration -id, so that lists, statuses, plans and
-- the journal know them like any other; what is Wemasy's own stands here. Tokens are in the keychain.
CREATE TABLE wemasy_shop (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     TEXT    NOT NULL REFERENCES account,
    name           TEXT    NOT NULL,
    colour         TEXT    NOT NULL,
    integration_id INTEGER,                          -- Sendcloud's integration that it hands orders to; NULL: not known yet
    route          TEXT    NOT NULL CHECK (route IN ('direct', 'by_wemasy')),
    bookings       TEXT    NOT NULL DEFAULT 'by_hand' CHECK (bookings IN ('by_hand', 'by_itself')),
    removed        INTEGER NOT NULL DEFAULT 0        -- forgotten; its rows stay for the history
);

-- state of the handing over without a label: requested -> waiting -> found, or refused, or unknown after the limit.
CREATE TABLE wemasy_order (
    shop_id       INTEGER NOT NULL REFERENCES wemasy_shop,
    wemasy_id     INTEGER NOT NULL,
    order_id      INTEGER NOT NULL REFERENCES orders,   -- its row
    order_number  TEXT    NOT NULL,
    detail_at     TEXT,                                 -- when orders/detail was last read
    detail_words  TEXT,                                 -- why it could not be read
    twin          INTEGER REFERENCES orders,            -- the same order as Sendcloud lists it
    push_state    TEXT CHECK (push_state IN ('requested', 'waiting', 'found', 'refused', 'unknown')),
    pushed_at     TEXT,
    push_words    TEXT,
    PRIMARY KEY (shop_id, wemasy_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX wemasy_order_row ON wemasy_order (order_id);
CREATE INDEX wemasy_order_twin ON wemasy_order (twin) WHERE twin IS NOT NULL;
CREATE INDEX wemasy_order_push ON wemasy_order (push_state) WHERE push_state IN ('requested', 'waiting');

-- Bookings in SnelStart: one order each, sent once. Repeats are a money matter too.
CREATE TABLE booking (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    shop_id      INTEGER NOT NULL REFERENCES wemasy_shop,
    wemasy_id    INTEGER NOT NULL,
    order_number TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('queued', 'requested', 'done', 'refused', 'unknown', 'withdrawn')),
    queued_at    TEXT    NOT NULL,
    requested_at TEXT,
    ended_at     TEXT,
    words        TEXT
);
CREATE UNIQUE INDEX booking_one_claim ON booking (shop_id, wemasy_id)
    WHERE state IN ('queued', 'requested', 'done', 'unknown');
CREATE INDEX booking_live ON booking (state) WHERE state IN ('queued', 'requested');
