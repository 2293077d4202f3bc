-- Which segments a key signed.
create index audit_segments_key on audit_segments (key_id, number);
