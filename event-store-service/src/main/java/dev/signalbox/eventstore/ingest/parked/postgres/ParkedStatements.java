package dev.signalbox.eventstore.ingest.parked.postgres;

/** The statements, as they are sent. */
final class ParkedStatements {

  private static final String KNOWN =
      """
      select parked_order, id, topic, state, consumer, source_topic, source_partition, source_offset, source_timestamp,
             failure, reason, attempts, parked_at, settled_at, size
        from parked_records
      """;

  static final String ADD =
      """
      insert into parked_records (id, topic, consumer, source_topic, source_partition, source_offset, source_timestamp,
                                  failure, reason, parked_at, size, record_key, record_value, record_headers)
      values (:id, :topic, :consumer, :source_topic, :source_partition, :source_offset, :source_timestamp,
              :failure, :reason, :parked_at, :size, :key, :value, :headers::json)
      on conflict (consumer, source_topic, source_partition, source_offset, source_timestamp) do nothing
      """;

  static final String FIND = KNOWN + " where id = :id";

  static final String CONTENT =
      """
      select record_key, record_value, record_headers
        from parked_records
       where id = :id and state = 'parked'
      """;

  static final String PARKED =
      KNOWN
          + """
       where state = 'parked' and topic = :topic and parked_order > :after
         and (consumer is null or consumer = :consumer)
       order by parked_order
       limit :limit
      """;

  static final String FILED =
      """
      update parked_records
         set state = 'filed', settled_at = :now, attempts = attempts + 1,
             reason = null, record_key = null, record_value = null, record_headers = null
       where id = :id and state <> 'filed'
      """;

  static final String FAILED =
      """
      update parked_records set failure = :failure, reason = :reason, attempts = attempts + 1
       where id = :id and state = 'parked'
      """;

  static final String DISCARD =
      """
      update parked_records
         set state = 'discarded', settled_at = :now,
             reason = null, record_key = null, record_value = null, record_headers = null
       where id = :id and state = 'parked'
      """;

  static final String COUNT =
      "select topic, count(*) as records from parked_records where state = 'parked' group by topic";

  static final String OCCUPANCY =
      """
      select count(*) as records, coalesce(sum(size), 0) as size from parked_records where state = 'parked'
      """;

  private ParkedStatements() {}

  // Spelled out for what is asked, because a plan for "any or this one" fits neither.
  static String before(boolean ofTopic, boolean inState) {
    return KNOWN
        + " where parked_order < :before"
        + (ofTopic ? " and topic = :topic" : "")
        + (inState ? " and state = :state" : "")
        + " order by parked_order desc limit :limit";
  }
}
