-- Bookings by themselves: only labels stored after the shop was switched to it. What was labelled before may stand in the
-- accounts already, booked by hand.
ALTER TABLE wemasy_shop ADD COLUMN bookings_after INTEGER NOT NULL DEFAULT 0;  -- label.id
UPDATE wemasy_shop SET bookings_after = (SELECT coalesce(max(id), 0) FROM label);
CREATE INDEX booking_order ON booking (wemasy_id, shop_id, id);
CREATE INDEX booking_requested_at ON booking (requested_at);

-- Packing slips and invoices as Wemasy made them.
CREATE TABLE wemasy_document (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    shop_id   INTEGER NOT NULL REFERENCES wemasy_shop,
    wemasy_id INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('package_slip', 'invoice')),
    pages     INTEGER NOT NULL,
    sha256    BLOB    NOT NULL,
    bytes     BLOB    NOT NULL,
    stored_at TEXT    NOT NULL,
    UNIQUE (shop_id, wemasy_id, kind)
);
