-- Labels that Wemasy was asked for by create-label: where it says how they are coming along.
CREATE TABLE wemasy_labels (
    call_id    INTEGER PRIMARY KEY REFERENCES call,
    shop_id    INTEGER NOT NULL REFERENCES wemasy_shop,
    status_url TEXT    NOT NULL,                    -- as the answer named it; asked for on the token's host only
    said       TEXT,                                -- the platform's last words
    asked_at   TEXT
);
