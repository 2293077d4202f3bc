package dev.signalbox.eventstore.subscription.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The plans of what every poll and every acknowledgement runs, with many subscriptions there. */
class SubscriptionPlansIntegrationTests {

  private static final Map<String, Object> WHO =
      Map.of("subscription", "s17", "consumer", "c1", "half", "5 seconds");

  private static JdbcClient database;
  private static String month;

  @BeforeAll
  static void fill() {
    TestDatabase server = TestInfrastructure.database();
    DriverManagerDataSource schema =
        new DriverManagerDataSource(
            server.url(),
            "event_store_subscription_plans",
            server.createService("event_store_subscription_plans"));
    Flyway.configure().dataSource(schema).load().migrate();
    database = JdbcClient.create(schema);
    fill(
        """
        insert into subscriptions
        select 's' || n, null, null, null, 64, 5, 1000, 60000, false, null, now() from generate_series(1, 1000) as n
        """);
    fill(
        """
        insert into subscription_consumers
        select subscription, 'c' || n, now() + interval '1 hour' from subscriptions, generate_series(1, 8) as n
        """);
    fill(
        """
        insert into subscription_buckets
        select subscription, n, 'c' || n % 8 + 1, 1, now() + interval '1 hour', 900, 1
          from subscriptions, generate_series(0, 63) as n
        """);
    fill(
        """
        insert into parked_events
        select subscription, 'e' || n, n % 64, 900, n, 'a/1', 'why', 5, now(), n % 50 = 0
          from subscriptions, generate_series(1, 100) as n
        """);
    fill(
        """
        insert into events
        select (n / 100)::text::xid8, n % 100 + 1, 'usual/' || n, 1, 'usual', 'e' || n, 'usual.v1', 1, 'test', now(),
               now() + n * interval '1 millisecond', null, null, null, '{}', '{}'
          from generate_series(100, 20099) as n
        """);
    fill("insert into archives (month, state) select '2020-01-01', 'archived'");
    fill(
        """
        insert into archived_ranges
        select '2020-01-01', n::text::xid8, 1, n::text::xid8, 9 from generate_series(1, 20000) as n
        """);
    month =
        database
            .sql("select 'events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
            .query(String.class)
            .single();
    fill(
        "analyze subscriptions, subscription_consumers, subscription_buckets, parked_events, archived_ranges, "
            + month);
  }

  @Test
  void aPollReadsTheRowsOfItsSubscriptionByTheirKeys() {
    assertThat(plan(SubscriptionStatements.FIND, Map.of("subscription", "s17")))
        .contains("subscriptions_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.HELD, WHO))
        .contains("subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.GROUP, WHO))
        .contains("subscription_consumers_pkey", "subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                SubscriptionStatements.REPLAYING,
                Map.of("subscription", "s17", "buckets", new Integer[] {1, 2, 3})))
        .contains("parked_events_replays")
        .doesNotContain("Seq Scan");
  }

  @Test
  void anAcknowledgementFindsItsBucketsByTheirKeys() {
    Map<String, Object> said =
        Map.of(
            "subscription", "s17",
            "consumer", "c1",
            "buckets", new Integer[] {1, 2},
            "tokens", new Long[] {1L, 1L},
            "transactions", new Long[] {901L, 901L},
            "positions", new Long[] {1L, 2L});

    Map<String, Object> passed = new HashMap<>(said);
    passed.put("transaction", 902L);
    passed.put("position", 1L);

    assertThat(plan(SubscriptionStatements.HELD_OF_SAID, said))
        .contains("subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.MOVE, said))
        .contains("subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.PASS, passed))
        .contains("subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.DONE, said))
        .contains("parked_events")
        .doesNotContain("Seq Scan");
  }

  @Test
  void bucketsChangeHandsByTheirKeys() {
    Map<String, Object> sharing =
        Map.of(
            "subscription", "s17", "consumer", "c1", "lease", "5 seconds", "keep", 8, "wanted", 3);
    for (String statement :
        List.of(
            SubscriptionStatements.LOCK_BUCKETS,
            SubscriptionStatements.GIVE_BACK,
            SubscriptionStatements.RENEW,
            SubscriptionStatements.TAKE,
            SubscriptionStatements.LEAVE)) {
      assertThat(plan(statement, sharing))
          .contains("subscription_buckets_pkey")
          .doesNotContain("Seq Scan");
    }
    assertThat(plan(SubscriptionStatements.BURY, sharing))
        .contains("subscription_consumers_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.MEMBERS, sharing))
        .contains("subscription_consumers_pkey", "subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void oneBucketIsFoundByItsKey() {
    Map<String, Object> one =
        Map.of(
            "subscription",
            "s17",
            "consumer",
            "c1",
            "bucket",
            8,
            "token",
            1L,
            "transaction",
            901L,
            "position",
            1L,
            "attempts",
            1,
            "delay",
            "1 second");

    assertThat(plan(SubscriptionStatements.ONE_HELD, one))
        .contains("subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(SubscriptionStatements.RETRY, one))
        .contains("subscription_buckets_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void theLagIsReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                SubscriptionStatements.behind(Selection.category("usual")),
                Map.of(
                    "subscription", "s17",
                    "transaction", "900",
                    "position", 1L,
                    "bound", "99999999",
                    "buckets", 64,
                    "limit", 10_000,
                    "category", "usual")))
        .contains("subscription_buckets", "_category_tx_position_idx");
  }

  @Test
  void theFirstEventOfATimeIsFoundInTheOrderOfTheLog() {
    Map<String, Object> since =
        Map.of("time", OffsetDateTime.parse("2020-01-15T00:00:00Z"), "bound", "150");

    assertThat(plan(SubscriptionStatements.SINCE, since))
        .contains("Index Scan using " + month + "_tx_position_idx", "Index Cond: (tx < '150'")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(SubscriptionStatements.ARCHIVED_SINCE, since))
        .contains("archived_ranges_pkey", "Index Cond: (to_tx < '150'")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  private static void fill(String statement) {
    database.sql(statement).update();
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    JdbcClient.StatementSpec explain = database.sql("explain " + statement);
    parameters.forEach(explain::param);
    return String.join("\n", explain.query(String.class).list());
  }
}
