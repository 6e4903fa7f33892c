-- A failed or cancelled shipment that turned active again: the newest seq at that time. Whoever was asked for a label of the
-- same order before that has a second one now.
ALTER TABLE shipment ADD COLUMN revived_after INTEGER;
