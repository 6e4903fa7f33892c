-- Several accounts on one station: what a person says of each, and what each account's interface is.
ALTER TABLE account ADD COLUMN own_name   TEXT;                        -- the station's own word for it
ALTER TABLE account ADD COLUMN enabled    INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN forgotten  INTEGER NOT NULL DEFAULT 0;  -- its keys are gone; its rows stay for the history
ALTER TABLE account ADD COLUMN orders_api TEXT;                        -- 'v3' when it lacks v2
UPDATE account SET orders_api = (SELECT value FROM meta WHERE key = 'orders_api')
    WHERE organisation_id = (SELECT value FROM meta WHERE key = 'account');
DELETE FROM meta WHERE key = 'orders_api';
UPDATE meta SET key = 'synced_at:' || (SELECT value FROM meta WHERE key = 'account')
    WHERE key = 'synced_at' AND EXISTS (SELECT 1 FROM meta WHERE key = 'account');
-- Sender, brand, option and contract belong to an account: they are remembered for each.
INSERT INTO meta (key, value)
    SELECT 'ship:' || account.value, json_extract(settings.value, '$.ship') FROM meta settings, meta account
    WHERE settings.key = 'settings' AND account.key = 'account' AND json_extract(settings.value, '$.ship') IS NOT NULL;
