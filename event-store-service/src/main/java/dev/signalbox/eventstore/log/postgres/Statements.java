package dev.signalbox.eventstore.log.postgres;

/** The statements of the log; the plans of all that read are asserted in tests. */
final class Statements {

  static final String APPEND =
      """
      select append, outcome, event_id, stream, version, tx::text as tx, position, recorded_at, versions
        from append_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  static final String VERSION = "select version from streams where stream = :stream";

  private static final String COLUMNS = "select " + EventRows.COLUMNS;

  private static final String EVENTS = COLUMNS + " from events e\n";

  /** With whether anything of the stream is archived. */
  private static final String STREAM_EVENTS =
      COLUMNS
          + ", (select true from archived_streams s where s.stream = :stream limit 1) as archived from events e\n";

  static final String STREAM =
      STREAM_EVENTS
          + """
           where e.stream = :stream and e.version >= :from
           order by e.version
           limit :limit
          """;

  static final String STREAM_BACKWARDS =
      STREAM_EVENTS
          + """
           where e.stream = :stream and e.version <= :from
           order by e.version desc
           limit :limit
          """;

  static final String STREAM_AS_OF =
      STREAM.replace("order by", "and e.recorded_at <= :as_of order by");

  static final String STREAM_BACKWARDS_AS_OF =
      STREAM_BACKWARDS.replace("order by", "and e.recorded_at <= :as_of order by");

  /** Asked for in a statement before the one that reads, whose snapshot must be the later one. */
  static final String BOUND = "select safe_bound()::text";

  /** The same, and what of the log is not there to be read. */
  static final String HORIZON =
      """
      select safe_bound()::text as bound, a.month, a.from_tx::text as from_tx, a.from_position,
             a.to_tx::text as to_tx, a.to_position
        from (select 1) as one
        left join lateral (select * from archived_ranges r
                            where (r.to_tx, r.to_position) > (:transaction::text::xid8, :position)
                            order by r.to_tx, r.to_position limit 1) as a on true
      """;

  static final String ARCHIVED_VERSIONS =
      """
      select s.month, s.from_version, s.to_version
        from archived_streams s join archives a on a.month = s.month and a.state in ('detached', 'archived', 'loading')
       where s.stream = :stream
      """;

  /** Every month with runs of events in a range, and where the first one begins. */
  static final String ARCHIVED_MONTHS =
      """
      select r.month, r.from_tx::text as from_tx, r.from_position, a.state = 'detached' as detached
        from (select distinct on (month) month, from_tx, from_position from archived_ranges
               where (to_tx, to_position) > (:transaction::text::xid8, :position) and from_tx < :bound::text::xid8
               order by month, to_tx, to_position) as r
        join archives a on a.month = r.month
       order by r.month
      """;

  /** Keeps the tables of those that still have one until the transaction ends. */
  static final String KEEP_TABLE =
      "select true from archives where month = :month and state = 'detached' for key share";

  static final String LAST_ARCHIVED =
      """
      select to_tx::text as transaction, to_position as position
        from archived_ranges
       where to_tx < :bound::text::xid8
       order by to_tx desc, to_position desc
       limit 1
      """;

  private static final String AFTER =
      """
       where (e.tx, e.position) > (:transaction::text::xid8, :position)
         and e.tx < :bound::text::xid8
      """;

  private static final String IN_ORDER =
      """
       order by e.tx, e.position
       limit :limit
      """;

  static final String ALL = EVENTS + AFTER + IN_ORDER;
  static final String CATEGORY = EVENTS + AFTER + " and e.category = :category\n" + IN_ORDER;
  static final String TYPE = EVENTS + AFTER + " and e.type = :type\n" + IN_ORDER;
  static final String CATEGORY_AND_TYPE =
      EVENTS + AFTER + " and e.category = :category and e.type = :type\n" + IN_ORDER;

  static final String TAG =
      COLUMNS
          + """
            from event_tags t join events e on e.tx = t.tx and e.position = t.position
           where t.tag = :tag
             and (t.tx, t.position) > (:transaction::text::xid8, :position)
             and t.tx < :bound::text::xid8
             and (:type::text is null or t.type = :type)
             and (:category::text is null or e.category = :category)
           order by t.tx, t.position
           limit :limit
          """;

  static final String LAST =
      """
      select e.tx::text as transaction, e.position
        from events e
       where e.tx < :bound::text::xid8
       order by e.tx desc, e.position desc
       limit 1
      """;

  static final String HELD_BACK =
      """
      select count(*) as events,
             coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) as seconds
        from (select e.recorded_at from events e where e.tx >= :bound::text::xid8
               order by e.tx, e.position limit :limit) as waiting
      """;

  static final String OPEN_APPENDS =
      """
      select o.pid, a.application_name, extract(epoch from clock_timestamp() - a.xact_start) as seconds
        from open_appends() as o left join pg_stat_activity a on a.pid = o.pid
       order by a.xact_start
       limit 10
      """;

  private Statements() {}

  /** The same statement on the table of a month that is out of the log. */
  static String on(String table, String statement) {
    return statement.replace(" events e", " " + table + " e");
  }
}
