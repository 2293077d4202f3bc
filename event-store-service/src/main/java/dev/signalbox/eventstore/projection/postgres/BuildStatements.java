package dev.signalbox.eventstore.projection.postgres;

/** The statements on builds. */
final class BuildStatements {

  private static final String COLUMNS =
      """
      select b.build, b.projection, b.role, b.generation, b.version, b.upcasters, b.tx::text as tx, b.position, b.applied, b.paused,
             b.attempts, b.error, b.failed_event, b.failed_tx::text as failed_tx, b.failed_position, b.failed_at,
             b.retry_at, b.started_at, coalesce(b.retry_at <= clock_timestamp(), true) as due,
             case date_trunc('minute', clock_timestamp())
               when b.minute then b.minute_events
                    + b.previous_events * (60 - extract(second from clock_timestamp())) / 60
               when b.minute + interval '1 minute'
                    then b.minute_events * (60 - extract(second from clock_timestamp())) / 60
               else 0
             end / 60.0 as rate
        from projection_builds b
       where b.projection = :projection
       order by b.role
      """;

  static final String BUILDS = COLUMNS;

  static final String HOLD_BOTH = COLUMNS + " for update";

  static final String HOLD =
      """
      select build from projection_builds
       where build = :build and tx = :tx::text::xid8 and position = :position and not paused
         for update skip locked
      """;

  static final String ADVANCE =
      """
      update projection_builds
         set tx = :tx::text::xid8, position = :position, applied = applied + :events,
             attempts = 0, error = null, failed_event = null, failed_tx = null, failed_position = null,
             failed_at = null, retry_at = null,
             previous_events = case date_trunc('minute', clock_timestamp())
                                 when minute then previous_events
                                 when minute + interval '1 minute' then minute_events
                                 else 0
                               end,
             minute_events = :events + case date_trunc('minute', clock_timestamp())
                                         when minute then minute_events else 0
                                       end,
             minute = date_trunc('minute', clock_timestamp())
       where build = :build
      """;

  static final String FAIL =
      """
      update projection_builds
         set attempts = attempts + 1, error = :error, failed_event = :failed_event,
             failed_tx = :failed_tx::text::xid8, failed_position = :failed_position,
             failed_at = clock_timestamp(),
             retry_at = clock_timestamp()
                        + make_interval(secs => least(:longest, :first * power(2, least(attempts, 30))))
       where build = :build and tx = :tx::text::xid8 and position = :position
      """;

  static final String BEGIN =
      """
      insert into projection_builds (projection, role, generation, version, upcasters, tables, paused)
      values (:projection, 'shadow', :generation, :version, :upcasters, :tables, :paused)
      on conflict do nothing
      """;

  static final String TABLES = "select unnest(tables) from projection_builds where build = :build";

  static final String DROP =
      """
      with dropped as (delete from projection_builds where build = :build returning tables)
      select unnest(tables) from dropped
      """;

  static final String PROMOTE =
      """
      update projection_builds
         set role = 'live', attempts = 0, error = null, failed_event = null, failed_tx = null,
             failed_position = null, failed_at = null, retry_at = null
       where build = :build
      """;

  static final String PAUSE =
      """
      update projection_builds set paused = :paused, retry_at = case when :paused or attempts = 0 then retry_at else clock_timestamp() end
       where projection = :projection
      """;

  private BuildStatements() {}
}
