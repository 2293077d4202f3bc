package dev.signalbox.eventstore.projection;

import static dev.signalbox.eventstore.projection.testing.ConversationFixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.projection.activity.ActivityHours;
import dev.signalbox.eventstore.projection.activity.AgentActivity;
import dev.signalbox.eventstore.projection.cost.CostDays;
import dev.signalbox.eventstore.projection.cost.CostPerDay;
import dev.signalbox.eventstore.projection.testing.ConversationFixture;
import dev.signalbox.eventstore.projection.testing.Replica;
import dev.signalbox.eventstore.projection.timeline.ConversationTimeline;
import dev.signalbox.eventstore.projection.timeline.Timelines;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How many rows of large tables the shipped projections touch, as PostgreSQL counts them. */
class ShippedProjectionPlansIntegrationTests {

  private static final String SCHEMA = "event_store_shipped_plans";
  private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
  private static final LocalDate LAST = LocalDate.parse("2025-12-31");

  private static final Projection TIMELINE =
      new ConversationTimeline().conversationTimelineProjection();
  private static final Projection ACTIVITY = new AgentActivity().agentActivityProjection();
  private static final Projection COST = new CostPerDay().costPerDayProjection();

  private static Replica replica;
  private static SingleConnectionDataSource connection;
  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    Replica.migrate(SCHEMA);
    replica = Replica.of(SCHEMA, TIMELINE, ACTIVITY, COST);
    for (Projection projection : List.of(TIMELINE, ACTIVITY, COST)) {
      replica.controlling().register(projection);
      while (replica.watching().status(projection).shadow() != null) {
        replica.running().round(projection);
      }
    }
    TestDatabase server = TestInfrastructure.database();
    connection =
        new SingleConnectionDataSource(server.url(), SCHEMA, server.createService(SCHEMA), true);
    database = JdbcClient.create(connection);
    for (String rows :
        List.of(
            """
            insert into projection_conversation_timeline (conversation_id, version, event_id, type, kind, occurred_at,
                                                          recorded_at, details)
            select 'conv_' || c, v, 'e', 't', 'other', now(), now(), '{}'
              from generate_series(1, 200) as c, generate_series(1, 100) as v
            """,
            """
            insert into projection_agent_activity
            select 'agent' || a, '2025-01-01Z'::timestamptz + h * interval '1 hour', 1, 1, 0, 1, 1, 1, 1
              from generate_series(1, 30) as a, generate_series(0, 719) as h
            """,
            "insert into projection_agent_runs select 'run' || n, 'a', now() from generate_series(1, 20000) as n",
            """
            insert into projection_cost_per_day
            select '2025-01-01'::date + d, 'agent' || a, 'm' || m, 'p', false, 1, 1, 0
              from generate_series(0, 364) as d, generate_series(1, 20) as a, generate_series(1, 3) as m
            """)) {
      database.sql(rows).update();
    }
    for (Projection projection : List.of(TIMELINE, ACTIVITY, COST)) {
      for (ProjectionTable table : projection.tables()) {
        database.sql("analyze " + table.in(live(projection).generation())).update();
      }
    }
  }

  @AfterAll
  static void close() {
    connection.destroy();
    replica.close();
  }

  @Test
  void aTimelineIsReadRowByRow() {
    Timelines timelines = new Timelines(database, replica.log());

    assertThat(touched(() -> timelines.read(new StreamName("conversation/conv_77"), 40, 20)))
        .isBetween(20L, 25L);
  }

  @Test
  void hoursAreReadRowByRow() {
    ActivityHours hours = new ActivityHours(database);
    Instant from = Instant.parse("2025-01-10T00:00:00Z");
    Instant to = Instant.parse("2025-01-31T00:00:00Z");

    assertThat(
            touched(() -> hours.read(new ActivityHours.Query(null, from, to), from, "agent7", 50)))
        .isBetween(50L, 90L);
    assertThat(touched(() -> hours.read(new ActivityHours.Query("agent7", from, to), from, "", 50)))
        .isBetween(50L, 55L);
  }

  @Test
  void aPageOfDaysReadsNoMoreDaysThanItShows() {
    CostDays days = new CostDays(database);
    CostDays.Query query = new CostDays.Query(FIRST, LAST, null, null, null, true, false, false);
    List<CostDays.Day> page = days.read(query, null, 30);

    // 60 rows a day; two days and what tells that they are over.
    assertThat(touched(() -> days.read(query, null, 30))).isBetween(90L, 300L);
    assertThat(touched(() -> days.read(query, page.getLast(), 30))).isBetween(90L, 300L);
  }

  @Test
  void aBatchTouchesItsOwnRows() {
    ConversationFixture conversation =
        new ConversationFixture("maths", TEN.plus(Duration.ofDays(1))).answered("0.1").failed();
    conversation.events().forEach(event -> replica.log().append(Append.of(List.of(event))));

    for (Projection projection : List.of(TIMELINE, ACTIVITY, COST)) {
      List<RecordedEvent> batch =
          replica.log().after(Checkpoint.START, projection.selection(), 100).events();
      ProjectionTarget target =
          new ProjectionTarget(database, projection.tables(), live(projection).generation());
      assertThat(touched(() -> projection.handler().apply(batch, target)))
          .as(projection.name())
          .isLessThan(30);
    }
  }

  private static Build live(Projection projection) {
    Build live = replica.watching().status(projection).live();
    assertThat(live).isNotNull();
    return live;
  }

  /** So many rows that were there are read or changed. */
  private static long touched(Runnable what) {
    long before = touched();
    what.run();
    return touched() - before;
  }

  private static long touched() {
    database.sql("select pg_stat_force_next_flush()").query().listOfRows();
    return database
        .sql(
            """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
              from pg_stat_user_tables where schemaname = '%s' and relname like 'projection\\_%%\\__'
            """
                .formatted(SCHEMA))
        .query(Long.class)
        .single();
  }
}
