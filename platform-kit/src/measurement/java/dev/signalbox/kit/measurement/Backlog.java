package dev.signalbox.kit.measurement;

import dev.signalbox.kit.testing.TestInfrastructure;

/** Makes a large backlog quickly: copies of a candidate's rows that differ in their number. */
final class Backlog {
  private Backlog() {}

  static void multiply(String candidate, String role, int perKey) {
    String copies =
        switch (candidate) {
          case "kit" ->
              """
              INSERT INTO kit_outbox (topic, key, event_id, traceparent, payload)
              SELECT topic, key, event_id || '_' || n, traceparent,
                     convert_to(replace(convert_from(payload, 'UTF8'),
                                        '"number":0', '"number":' || n), 'UTF8')
                FROM generate_series(1, %d) n, kit_outbox ORDER BY n
              """;
          case "namastack" ->
              """
              INSERT INTO outbox_record (id, status, record_key, record_type, payload, context,
                created_at, completed_at, failure_count, failure_reason, next_retry_at,
                partition_no, handler_id)
              SELECT gen_random_uuid()::text, status, record_key, record_type,
                     replace(payload, '"number":0', '"number":' || n), context,
                     created_at + n * interval '1 millisecond', completed_at, failure_count,
                     failure_reason, next_retry_at, partition_no, handler_id
                FROM generate_series(1, %d) n, outbox_record
              """;
          case "modulith" ->
              """
              INSERT INTO event_publication (id, listener_id, event_type, serialized_event,
                publication_date, completion_date, status, completion_attempts,
                last_resubmission_date)
              SELECT gen_random_uuid(), listener_id, event_type,
                     replace(serialized_event, '"number":0', '"number":' || n),
                     publication_date + n * interval '1 millisecond', completion_date, status,
                     completion_attempts, last_resubmission_date
                FROM generate_series(1, %d) n, event_publication
              """;
          default -> throw new IllegalArgumentException(candidate);
        };
    TestInfrastructure.database()
        .execute("SET search_path TO " + role + ';' + copies.formatted(perKey - 1));
  }
}
