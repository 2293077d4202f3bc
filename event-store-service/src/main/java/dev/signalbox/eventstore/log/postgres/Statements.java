package dev.signalbox.eventstore.log.postgres;

/** The statements of the log; the plans of all that read are asserted in tests. */
final class Statements {

  static final String APPEND =
      """
      select outcome, event_id, stream, version, tx::text as tx, position, recorded_at
        from append_events(:expectations::jsonb, :events::jsonb)
      """;

  static final String VERSION = "select version from streams where stream = :stream";

  private static final String COLUMNS =
      """
      select tx::text as transaction, position, stream, version, event_id, type, source, occurred_at, recorded_at,
             traceparent, causation_id, metadata, data
        from events
      """;

  static final String STREAM =
      COLUMNS
          + """
           where stream = :stream and version >= :from
           order by version
           limit :limit
          """;

  // A transaction below the snapshot's xmin has ended, and none that is to come gets a number below
  // it: what this statement sees of the log can gain nothing in between.
  private static final String AFTER =
      """
       where (tx, position) > (:transaction::text::xid8, :position)
         and tx < pg_snapshot_xmin(pg_current_snapshot())
      """;

  private static final String IN_ORDER =
      """
       order by events.tx, events.position
       limit :limit
      """;

  static final String ALL = COLUMNS + AFTER + IN_ORDER;
  static final String CATEGORY = COLUMNS + AFTER + " and category = :category\n" + IN_ORDER;
  static final String TYPE = COLUMNS + AFTER + " and type = :type\n" + IN_ORDER;
  static final String CATEGORY_AND_TYPE =
      COLUMNS + AFTER + " and category = :category and type = :type\n" + IN_ORDER;

  private Statements() {}
}
