-- Records of the platform's topics that a consumer gave up, as <topic>.dlt has them. Content is kept while a record is parked,
-- and how much that may be is bounded (signalbox.event-store.ingest.parked.max-records and max-size); what is known without it
-- expires 30 days after the record was parked (keep).
create table parked_records (
  parked_order     bigint primary key generated always as identity,
  id               text not null unique,
  topic            text not null,
  state            text not null default 'parked' check (state in ('parked', 'filed', 'discarded')),
  consumer         text,
  -- Where it comes from. The timestamp is Kafka's, in epoch milliseconds, and tells a topic from its successor.
  source_topic     text not null,
  source_partition integer not null,
  source_offset    bigint not null,
  source_timestamp bigint not null,
  failure          text not null,
  reason           text,
  attempts         integer not null default 0,
  parked_at        timestamptz not null,
  settled_at       timestamptz,
  size             bigint not null,
  record_key       bytea,
  record_value     bytea,
  -- [[name, base64], ...]; json and not jsonb, which takes no U+0000.
  record_headers   json,
  check ((state = 'parked') = (settled_at is null)),
  check ((state = 'parked') = (record_headers is not null)),
  check (state = 'parked' or (record_key is null and record_value is null and reason is null)),
  unique nulls not distinct (consumer, source_topic, source_partition, source_offset, source_timestamp)
);

create index parked_records_state_topic on parked_records (state, topic, parked_order) include (size);
create index parked_records_state       on parked_records (state, parked_order);
create index parked_records_topic       on parked_records (topic, parked_order);
create index parked_records_parked_at   on parked_records (parked_at);
