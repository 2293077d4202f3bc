package dev.signalbox.eventstore.projection;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.projection.testing.Replica;
import dev.signalbox.eventstore.projection.testing.Tally;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Step by step: what happens to a projection, and what its tables have afterwards. */
class ProjectionsIntegrationTests {

  private static final String SCHEMA = "event_store_projections";

  private static Replica writer;

  @BeforeAll
  static void make() {
    Replica.migrate(SCHEMA);
    writer = Replica.of(SCHEMA);
    append(anyStream(), 120);
  }

  @AfterAll
  static void close() {
    writer.close();
  }

  @Test
  void isBuiltFromTheLogAndThenKeptUp() {
    Projection tally = Tally.named("kept");
    try (Replica replica = registered(tally)) {
      assertThat(replica.watching().status(tally).state()).isEqualTo(State.REBUILDING);

      catchUp(replica, tally);
      assertThat(Tally.of("kept", writer.database())).isEqualTo(Tally.ofTheLog(writer.database()));
      append(anyStream(), 130);
      assertThat(replica.watching().status(tally).lag().events()).isEqualTo(130);
      catchUp(replica, tally);

      assertThat(Tally.of("kept", writer.database())).isEqualTo(Tally.ofTheLog(writer.database()));
      ProjectionStatus status = replica.watching().status(tally);
      assertThat(status.state()).isEqualTo(State.LIVE);
      assertThat(status.lag()).isEqualTo(new Lag(0, Duration.ZERO));
      assertThat(live(replica, tally).rate()).isPositive();
    }
  }

  @Test
  void aHandlerThatThrowsStopsAtItsEventAndNothingElse() {
    StreamName stream = anyStream();
    String poison = IdKind.EVENT.next();
    AtomicBoolean cured = new AtomicBoolean();
    ProjectionHandler usual = Tally.handler("poisoned");
    Projection poisoned =
        Tally.handledBy(
            "poisoned",
            1,
            (events, target) -> {
              usual.apply(events, target);
              if (!cured.get() && events.stream().anyMatch(event -> event.id().equals(poison))) {
                throw new IllegalStateException("cannot digest\nsecret");
              }
            });
    Projection healthy = Tally.named("healthy");
    try (Replica replica = registered(poisoned, healthy)) {
      catchUp(replica, poisoned);
      catchUp(replica, healthy);
      writer.log().append(Append.of(events(stream, 7)));
      writer.log().append(Append.of(List.of(event(poison, stream, "{}"))));
      writer.log().append(Append.of(events(stream, 2)));

      replica.running().round(poisoned);
      catchUp(replica, healthy);

      ProjectionStatus status = replica.watching().status(poisoned);
      assertThat(status.state()).isEqualTo(State.FAILED);
      assertThat(failure(replica, poisoned).attempts()).isEqualTo(1);
      assertThat(failure(replica, poisoned).eventId()).isEqualTo(poison);
      assertThat(failure(replica, poisoned).error())
          .isEqualTo("IllegalStateException: cannot digest");
      assertThat(status.lag().events()).isEqualTo(3);
      assertThat(Tally.of("poisoned", writer.database())).contains(stream + " 7 28");
      assertThat(Tally.of("healthy", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
      assertThat(replica.running().round(poisoned)).as("not yet").isEqualTo(Step.RESTING);

      replica.controlling().resume(poisoned);
      replica.running().round(poisoned);
      assertThat(failure(replica, poisoned).attempts()).isEqualTo(2);

      cured.set(true);
      replica.controlling().resume(poisoned);
      catchUp(replica, poisoned);
      assertThat(replica.watching().status(poisoned).state()).isEqualTo(State.LIVE);
      assertThat(Tally.of("poisoned", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
    }
  }

  @Test
  void aProcessKilledInTheMiddleOfABatchLeavesNothingOfIt() {
    AtomicBoolean killed = new AtomicBoolean();
    ProjectionHandler usual = Tally.handler("killed");
    Projection tally =
        Tally.handledBy(
            "killed",
            1,
            (events, target) -> {
              usual.apply(events, target);
              if (killed.compareAndSet(false, true)) {
                target.sql("select pg_terminate_backend(pg_backend_pid())").query().listOfRows();
              }
            });
    try (Replica replica = registered(tally)) {
      assertThat(thrownBy(() -> replica.running().round(tally))).isNotNull();
      assertThat(replica.watching().status(tally).checkpoint().position()).isZero();

      catchUp(replica, tally);

      assertThat(replica.watching().status(tally).state()).isEqualTo(State.LIVE);
      assertThat(Tally.of("killed", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
    }
  }

  @Test
  void canBeRebuiltAgainAndAgainWhileTheLiveOneIsKeptUp() {
    Projection tally = Tally.named("rebuilt");
    try (Replica replica = registered(tally)) {
      replica.running().round(tally);
      assertThat(replica.watching().status(tally).percent()).as("the first build").isNull();
      catchUp(replica, tally);
      for (int time = 0; time < 3; time++) {
        assertThat(replica.controlling().rebuild(tally)).isEqualTo(new RebuildOutcome.Begun());
        assertThat(replica.controlling().rebuild(tally)).isEqualTo(new RebuildOutcome.Running());
        assertThat(replica.watching().status(tally).state()).isEqualTo(State.REBUILDING);
        append(anyStream(), 3);
        replica.running().round(tally);
        assertThat(Tally.of("rebuilt", writer.database()))
            .as("live while the shadow is behind")
            .isEqualTo(Tally.ofTheLog(writer.database()));
        assertThat(replica.watching().status(tally).percent())
            .isBetween(1, 99)
            .isEqualTo(
                writer
                    .database()
                    .sql("select 100 * 100 / count(*) from events")
                    .query(Integer.class)
                    .single());

        catchUp(replica, tally);

        assertThat(replica.watching().status(tally).state()).isEqualTo(State.LIVE);
        assertThat(Tally.of("rebuilt", writer.database()))
            .isEqualTo(Tally.ofTheLog(writer.database()));
        assertThat(tables("rebuilt")).hasSize(2);
      }
    }
  }

  @Test
  void aRebuildCanBeCancelled() {
    Projection tally = Tally.named("cancelled");
    try (Replica replica = registered(tally)) {
      assertThat(replica.controlling().cancel(tally)).isEqualTo(new RebuildOutcome.FirstBuild());
      catchUp(replica, tally);
      assertThat(replica.controlling().cancel(tally)).isEqualTo(new RebuildOutcome.NotRunning());
      replica.controlling().rebuild(tally);
      replica.running().round(tally);

      assertThat(replica.controlling().cancel(tally)).isEqualTo(new RebuildOutcome.Cancelled());

      assertThat(replica.watching().status(tally).state()).isEqualTo(State.LIVE);
      assertThat(tables("cancelled")).hasSize(2);
      catchUp(replica, tally);
      assertThat(Tally.of("cancelled", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
    }
  }

  @Test
  void aNewerVersionIsBuiltByItselfAndAnOlderOneIsNot() {
    Projection first = Tally.version("versions", 1);
    Projection second =
        new Projection(
            "versions",
            2,
            Selection.category(Tally.CATEGORY),
            List.of(
                new ProjectionTable("versions", "create table {versions} (total bigint not null)")),
            new SqlHandler("insert into {versions} select jsonb_array_length(:events::jsonb)"));
    try (Replica old = registered(first)) {
      catchUp(old, first);
      try (Replica replica = registered(second)) {
        assertThat(Tally.of("versions", writer.database())).as("the old one is shown").isNotEmpty();
        catchUp(replica, second);

        assertThat(
                writer
                    .database()
                    .sql("select sum(total) from projection_versions")
                    .query(Long.class)
                    .single())
            .isEqualTo(conversationEvents());
        old.controlling().register(first);
        append(anyStream(), 2);
        assertThat(old.running().round(first)).isEqualTo(Step.RESTING);
        assertThat(live(old, first).edition().version()).isEqualTo(2);
        assertThat(old.watching().status(first).shadow()).isNull();
      }
    }
  }

  @Test
  void aNewUpcasterRebuildsWhatItsEventsAreInAndAProcessWithoutItLeavesThatAlone() {
    String type = anyEvent(anyStream()).type();
    Upcasters upcasters =
        new Upcasters(
            List.of(
                dev.signalbox.eventstore.evolution.testing.Step.of(type, 1, type, data -> data)));
    Projection touched = forms("touched", Selection.category(Tally.CATEGORY));
    Projection untouched = forms("untouched", Selection.type("other.v1"));
    try (Replica old = registered(touched, untouched);
        Replica replica = Replica.of(SCHEMA, upcasters, touched, untouched)) {
      catchUp(old, touched);
      catchUp(old, untouched);
      Projection renewed = touched.behind(upcasters);

      replica.controlling().register(renewed);
      replica.controlling().register(untouched.behind(upcasters));

      assertThat(replica.watching().status(untouched).state()).isEqualTo(State.LIVE);
      assertThat(replica.watching().status(renewed).state()).isEqualTo(State.REBUILDING);
      append(anyStream(), 2);
      catchUpLive(old, touched);
      assertThat(formsIn("touched")).as("the old tables are shown and kept up").containsOnly(1);
      assertThat(formsIn("touched")).hasSize((int) conversationEvents());

      catchUp(replica, renewed);
      assertThat(formsIn("touched")).hasSize((int) conversationEvents()).containsOnly(2);

      old.controlling().register(touched);
      append(anyStream(), 2);
      assertThat(old.running().round(touched)).isEqualTo(Step.RESTING);
      assertThat(old.watching().status(touched).shadow()).isNull();
      assertThat(live(old, touched).edition()).isEqualTo(renewed.edition());
      catchUp(replica, renewed);
      assertThat(formsIn("touched")).hasSize((int) conversationEvents()).containsOnly(2);
    }
  }

  private static Projection forms(String name, Selection selection) {
    return new Projection(
        name,
        1,
        selection,
        List.of(
            new ProjectionTable(
                name, "create table {%s} (id text primary key, form integer)".formatted(name))),
        new SqlHandler(
            """
            insert into {%s} select e.id, e.schema_version
              from jsonb_to_recordset(:events::jsonb) as e (id text, schema_version integer)
            """
                .formatted(name)));
  }

  private static List<Integer> formsIn(String name) {
    return writer.database().sql("select form from projection_" + name).query(Integer.class).list();
  }

  private static void catchUpLive(Replica replica, Projection projection) {
    while (replica.watching().status(projection).lag().events() > 0) {
      replica.running().round(projection);
    }
  }

  @Test
  void standsStillWhilePaused() {
    Projection tally = Tally.named("paused");
    try (Replica replica = registered(tally)) {
      catchUp(replica, tally);
      replica.controlling().pause(tally);
      append(anyStream(), 5);

      assertThat(replica.running().round(tally)).isEqualTo(Step.RESTING);
      assertThat(replica.watching().status(tally).state()).isEqualTo(State.PAUSED);
      assertThat(replica.watching().status(tally).lag().events()).isEqualTo(5);

      replica.controlling().resume(tally);
      catchUp(replica, tally);
      assertThat(Tally.of("paused", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
    }
  }

  @Test
  void aSwapWaitsForReadersNoLongerThanItsPatienceAndIsTriedAgain() throws SQLException {
    Projection tally = Tally.named("read");
    try (Replica replica = registered(tally);
        Connection reader = connection();
        Statement statement = reader.createStatement()) {
      catchUp(replica, tally);
      Generation before = live(replica, tally).generation();
      reader.setAutoCommit(false);
      statement.execute("select * from projection_read");
      replica.controlling().rebuild(tally);

      for (int round = 0; round < 6; round++) {
        replica.running().round(tally);
      }
      assertThat(live(replica, tally).generation()).isEqualTo(before);
      assertThat(Objects.requireNonNull(replica.watching().status(tally).shadow()).failure())
          .isNull();
      reader.commit();

      catchUp(replica, tally);
      assertThat(live(replica, tally).generation()).isEqualTo(before.other());
    }
  }

  @Test
  void aSwapThatCannotBeMadeIsShownAndTriedAgain() {
    Projection tally = Tally.named("needed");
    try (Replica replica = registered(tally)) {
      catchUp(replica, tally);
      writer.database().sql("create view stranger as select * from projection_needed").update();
      replica.controlling().rebuild(tally);
      for (int round = 0; round < 30; round++) {
        replica.running().round(tally);
      }

      ProjectionStatus status = replica.watching().status(tally);
      assertThat(status.state()).isEqualTo(State.REBUILDING);
      assertThat(Objects.requireNonNull(Objects.requireNonNull(status.shadow()).failure()).error())
          .contains("cannot drop view projection_needed");

      writer.database().sql("drop view stranger").update();
      replica.controlling().resume(tally);
      catchUp(replica, tally);
      assertThat(replica.watching().status(tally).state()).isEqualTo(State.LIVE);
    }
  }

  @Test
  void aProcessKilledInTheMiddleOfASwapLeavesTheOldTablesLive() throws Exception {
    Projection tally = Tally.named("swapped");
    try (Replica replica = registered(tally);
        Connection reader = connection();
        Statement statement = reader.createStatement()) {
      catchUp(replica, tally);
      reader.setAutoCommit(false);
      statement.execute("select * from projection_swapped");
      replica.controlling().rebuild(tally);
      AtomicBoolean killed = new AtomicBoolean();
      Thread killer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!killed.get()) {
                      killed.set(
                          !writer
                              .database()
                              .sql(
                                  """
                                  select pg_terminate_backend(pid) from pg_stat_activity
                                   where usename = current_user and wait_event_type = 'Lock'
                                     and query like 'drop view if exists projection_swapped%'
                                  """)
                              .query()
                              .listOfRows()
                              .isEmpty());
                    }
                  });
      while (!killed.get()) {
        thrownBy(() -> replica.running().round(tally));
      }
      killer.join();
      append(anyStream(), 3);
      replica.running().round(tally);

      assertThat(replica.watching().status(tally).shadow()).isNotNull();
      assertThat(Tally.of("swapped", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
      reader.commit();
      catchUp(replica, tally);
      assertThat(replica.watching().status(tally).state()).isEqualTo(State.LIVE);
      assertThat(Tally.of("swapped", writer.database()))
          .isEqualTo(Tally.ofTheLog(writer.database()));
    }
  }

  private static Build live(Replica replica, Projection projection) {
    return Objects.requireNonNull(replica.watching().status(projection).live());
  }

  private static Build.Failure failure(Replica replica, Projection projection) {
    return Objects.requireNonNull(live(replica, projection).failure());
  }

  private static Replica registered(Projection... projections) {
    Replica replica = Replica.of(SCHEMA, projections);
    List.of(projections).forEach(replica.controlling()::register);
    return replica;
  }

  private static void catchUp(Replica replica, Projection projection) {
    do {
      replica.running().round(projection);
    } while (replica.watching().status(projection).shadow() != null
        || replica.watching().status(projection).lag().events() > 0);
  }

  private static void append(StreamName stream, int count) {
    writer.log().append(Append.of(events(stream, count)));
  }

  private static List<String> tables(String name) {
    return writer
        .database()
        .sql("select relname from pg_class where relkind in ('r', 'v') and relname like :name")
        .param("name", "projection_" + name + "%")
        .query(String.class)
        .list();
  }

  private static long conversationEvents() {
    return writer
        .database()
        .sql("select count(*) from events where category = 'conversation'")
        .query(Long.class)
        .single();
  }

  private static Connection connection() throws SQLException {
    TestDatabase server = TestInfrastructure.database();
    return server.connect(SCHEMA, server.createService(SCHEMA));
  }

  private static @Nullable RuntimeException thrownBy(Runnable work) {
    try {
      work.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
