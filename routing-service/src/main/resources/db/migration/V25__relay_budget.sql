-- Whose limit a relay kept to, and how that model's tokens were counted. Null for those shown before.
ALTER TABLE relays ADD COLUMN model text, ADD COLUMN tokeniser text;

COMMENT ON COLUMN messages.tokens IS 'by o200k_base, with the frame; of earlier releases a higher estimate';
