package dev.signalbox.eventstore.privacy.postgres;

import dev.signalbox.eventstore.privacy.DataKey;
import dev.signalbox.eventstore.privacy.MasterKeys;
import dev.signalbox.eventstore.privacy.Subject;
import dev.signalbox.eventstore.privacy.SubjectId;
import dev.signalbox.eventstore.privacy.SubjectKey;
import dev.signalbox.eventstore.privacy.SubjectKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresSubjectKeys implements SubjectKeys {

  static final String FIND =
      """
      select subject, key_number, master, wrapped_key from subject_keys where subject = any(:subjects)
      """;

  static final String OUTDATED =
      """
      select subject, key_number, master, wrapped_key from subject_keys
       where master = any(:others)
       order by master, subject limit :limit for update skip locked
      """;

  private final JdbcClient database;
  private final MasterKeys masters;
  private final Clock clock;
  private final TransactionTemplate apart;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Row(
      SubjectId subject, int number, @Nullable String master, byte @Nullable [] wrapped) {}

  PostgresSubjectKeys(
      JdbcClient database,
      MasterKeys masters,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.database = database;
    this.masters = masters;
    this.clock = clock;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public Map<SubjectId, SubjectKey> find(Collection<SubjectId> subjects) {
    Map<SubjectId, SubjectKey> found = new HashMap<>();
    database
        .sql(FIND)
        .param("subjects", subjects.stream().map(SubjectId::value).toArray(String[]::new))
        .query(PostgresSubjectKeys::row)
        .list()
        .forEach(row -> found.put(row.subject(), key(row)));
    return found;
  }

  private SubjectKey key(Row row) {
    if (row.master() == null || row.wrapped() == null) {
      return new SubjectKey.Destroyed();
    }
    return masters
        .unwrap(row.subject(), row.number(), row.master(), row.wrapped())
        .<SubjectKey>map(SubjectKey.Live::new)
        .orElseGet(SubjectKey.Locked::new);
  }

  @Override
  public void make(SubjectId subject) {
    DataKey key = DataKey.random(subject);
    apart.executeWithoutResult(
        status ->
            database
                .sql(
                    """
                    insert into subject_keys (subject, key_number, master, wrapped_key, created_at)
                    values (:subject, :number, :master, :wrapped, :now)
                    on conflict (subject) do nothing
                    """)
                .param("subject", subject.value())
                .param("number", key.number())
                .param("master", masters.current())
                .param("wrapped", masters.wrap(key))
                .param("now", utc(clock.instant()))
                .update());
  }

  @Override
  public Optional<Subject> subject(SubjectId subject) {
    return database
        .sql(
            """
            select created_at, forgotten_at, forgotten_by,
                   (select count(*) from (select from event_tags where tag = :tag limit :limit) as t) as events
              from subject_keys where subject = :subject
            """)
        .param("tag", subject.tag())
        .param("limit", Subject.MOST_COUNTED)
        .param("subject", subject.value())
        .query((row, number) -> subject(subject, row))
        .optional();
  }

  private static Subject subject(SubjectId id, ResultSet row) throws SQLException {
    OffsetDateTime forgotten = row.getObject("forgotten_at", OffsetDateTime.class);
    return new Subject(
        id,
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        forgotten == null ? null : forgotten.toInstant(),
        row.getString("forgotten_by"),
        row.getInt("events"));
  }

  @Override
  public boolean destroy(SubjectId subject, Instant at, String by) {
    return database
            .sql(
                """
                update subject_keys
                   set master = null, wrapped_key = null, forgotten_at = :at, forgotten_by = :by
                 where subject = :subject and forgotten_at is null
                """)
            .param("at", utc(at))
            .param("by", by)
            .param("subject", subject.value())
            .update()
        == 1;
  }

  @Override
  public int rewrap(int limit) {
    Integer done = apart.execute(status -> rewrapSome(limit));
    return done == null ? 0 : done;
  }

  private int rewrapSome(int limit) {
    List<Row> rows =
        database
            .sql(OUTDATED)
            .param("others", masters.previous().toArray(String[]::new))
            .param("limit", limit)
            .query(PostgresSubjectKeys::row)
            .list();
    for (Row row : rows) {
      if (key(row) instanceof SubjectKey.Live(DataKey key)) {
        database
            .sql(
                "update subject_keys set master = :master, wrapped_key = :wrapped where subject = :subject")
            .param("master", masters.current())
            .param("wrapped", masters.wrap(key))
            .param("subject", row.subject().value())
            .update();
      } else {
        throw new IllegalStateException("The key of a subject does not open with its secret");
      }
    }
    return rows.size();
  }

  @Override
  public long outdated() {
    return database
        .sql("select count(*) from subject_keys where master <> :current")
        .param("current", masters.current())
        .query(Long.class)
        .single();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        new SubjectId(row.getString("subject")),
        row.getInt("key_number"),
        row.getString("master"),
        row.getBytes("wrapped_key"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
