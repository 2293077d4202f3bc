-- What a server asked for beyond what was granted: it is asked for with what there is the next time.
ALTER TABLE oauth_grant ADD COLUMN wanted_scope text NOT NULL DEFAULT '';
