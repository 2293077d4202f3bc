package dev.signalbox.cost.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** On days that no other test adds to. */
@ServiceIntegrationTest
class DearestLifetimesIntegrationTests {

  private static final LocalDate BEGIN = LocalDate.parse("2024-03-01");
  private static final int DAYS = 90;

  private static final String ADD =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
          input_tokens, output_tokens, input_cost, output_cost, other_cost)
      VALUES ('run', :day, :value, :simulated, 0, 1, 0, 0, 10, 1, :cost, 0, :other)
      ON CONFLICT DO NOTHING
      """;

  /** From the day before to the first day. */
  private static final String STRADDLING =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
          input_tokens, output_tokens, input_cost, output_cost)
      SELECT 'run', date '2024-03-10' + place, 'straddling-' || n, false, 0, 1, 0, 0, 1, 1, 1000 + n, 1
        FROM generate_series(1, 1001) AS n CROSS JOIN generate_series(-1, 0) AS place
      """;

  private static final String MANY =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
          input_tokens, output_tokens, input_cost, output_cost)
      SELECT 'run', date '2024-03-01' + n % 30, 'many-' || n / 2, false, 0, 1, 0, 0, 1, 1, n, 1
        FROM generate_series(1, 20000) AS n
      """;

  @Autowired JdbcClient database;
  @Autowired CostSummaries summaries;
  @Autowired TransactionTemplate transactions;

  @BeforeEach
  void makeRoom() {
    for (int month = 0; month < 4; month++) {
      database
          .sql("SELECT ensure_month('cost_rollups', :day)")
          .param("day", BEGIN.plusMonths(month))
          .query(Boolean.class)
          .single();
    }
  }

  @Test
  void whateverIsAskedTheAnswerIsThatOfAddingUpEverything() {
    DearestLifetimes lifetimes = new DearestLifetimes(database);
    int[] decided = new int[2];
    undone(
        () -> {
          Random random = new Random(34);
          fill(random);
          for (int question = 0; question < 150; question++) {
            SummaryQuery query = query(random);
            int looked = 1 + random.nextInt(400);
            List<CostGroup> expected = summaries.addUp(query);
            List<CostGroup> found = lifetimes.look(query, looked);
            if (!found.isEmpty()) {
              assertThat(found).as("%s, of %d", query, looked).isEqualTo(expected);
            }
            decided[found.isEmpty() ? 0 : 1]++;
            assertThat(summaries.find(query)).as("%s", query).isEqualTo(expected);
          }
          return true;
        });

    assertThat(decided[0]).as("questions that so few did not decide").isPositive();
    assertThat(decided[1]).as("questions that so few decided").isPositive();
  }

  @Test
  void whatThereIsLittleOfIsAddedUpAtOnce() {
    SummaryQuery day = query(BEGIN, BEGIN.plusDays(1), 1);
    SummaryQuery month = query(BEGIN, BEGIN.plusDays(30), 1);

    undone(
        () -> {
          database.sql(MANY).update();
          DearestLifetimes lifetimes = new DearestLifetimes(database);
          assertThat(lifetimes.look(day, 20_000)).hasSize(1);
          assertThat(lifetimes.find(day)).isEmpty();
          assertThat(lifetimes.find(month)).isEqualTo(summaries.addUp(month)).hasSize(1);
          return true;
        });
  }

  @Test
  void whereTooManyStraddleEverythingIsAddedUp() {
    SummaryQuery query = query(LocalDate.parse("2024-03-10"), LocalDate.parse("2024-03-20"), 500);

    List<CostGroup> found =
        undone(
            () -> {
              database.sql(STRADDLING).update();
              assertThat(new DearestLifetimes(database).look(query, 2_000)).isEmpty();
              return summaries.find(query);
            });

    assertThat(found).hasSize(500);
    assertThat(found.getFirst().group()).isEqualTo("straddling-1001");
    assertThat(found.getFirst().totalCost()).hasToString("2002");
  }

  @Test
  void aCostThatGoesDownOrAwayIsFollowed() {
    LocalDate next = BEGIN.plusDays(1);
    undone(
        () -> {
          add(BEGIN, "corrected", false, new BigDecimal("700000"));
          add(next, "corrected", false, new BigDecimal("800000"));
          add(BEGIN, "gone", false, new BigDecimal("900000"));
          database
              .sql(
                  "UPDATE cost_rollups SET input_cost = 5, entries = 3 WHERE value = 'corrected'"
                      + " AND day = ?")
              .param(next)
              .update();
          database.sql("DELETE FROM cost_rollups WHERE value = 'gone'").update();

          List<CostGroup> found = summaries.find(query(BEGIN, next.plusDays(1), 1));

          assertThat(found).extracting(CostGroup::group).containsExactly("corrected");
          assertThat(found.getFirst().entries()).isEqualTo(4);
          assertThat(found.getFirst().totalCost()).hasToString("700005.5");
          assertThat(lifetime("corrected")).isEqualByComparingTo("700005.5");
          assertThat(lifetime("gone")).isZero();
          return true;
        });
  }

  @Test
  void lifetimesAndTheDaysOfTheirValuesAreReadByIndexes() {
    SummaryQuery query = query(BEGIN, LocalDate.parse("2024-04-01"), 100);

    String plan =
        undone(
            () -> {
              database.sql(MANY).update();
              database.sql("ANALYZE cost_rollups, lifetime_costs").update();
              return String.join(
                  "\n",
                  DearestLifetimes.bind(database.sql("EXPLAIN " + DearestLifetimes.SQL), query, 400)
                      .query(String.class)
                      .list());
            });

    assertThat(plan)
        .contains("lifetime_costs_by_cost", "cost_rollups_2024_03_dimension_value_day_idx")
        .doesNotContain("Seq Scan");
  }

  /** Values of some days, many of them equally expensive, with holes, and entries without any. */
  private void fill(Random random) {
    for (int number = 0; number < 250; number++) {
      String value = "value-" + random.nextInt(200);
      boolean simulated = random.nextInt(5) == 0;
      int first = random.nextInt(DAYS);
      int length = random.nextInt(10) == 0 ? DAYS : 1 + random.nextInt(4);
      for (int day = first; day < Math.min(DAYS, first + length); day += 1 + random.nextInt(3)) {
        add(BEGIN.plusDays(day), value, simulated, cost(random));
      }
    }
    for (int day = 0; day < DAYS; day += 1 + random.nextInt(3)) {
      add(BEGIN.plusDays(day), "", random.nextBoolean(), cost(random));
    }
  }

  /** Far more than that of what other tests leave behind, or nothing. */
  private static BigDecimal cost(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> BigDecimal.ZERO;
      case 1 -> new BigDecimal("100000");
      case 2 -> new BigDecimal("200000");
      default -> BigDecimal.valueOf(100_000_000_000L + random.nextInt(1_000_000), 6);
    };
  }

  private void add(LocalDate day, String value, boolean simulated, BigDecimal cost) {
    database
        .sql(ADD)
        .param("day", day)
        .param("value", value)
        .param("simulated", simulated)
        .param("cost", cost)
        .param("other", cost.signum() == 0 ? BigDecimal.ZERO : new BigDecimal("0.25"))
        .update();
  }

  private BigDecimal lifetime(String value) {
    return database
        .sql("SELECT cost FROM lifetime_costs WHERE dimension = 'run' AND value = ?")
        .param(value)
        .query(BigDecimal.class)
        .single();
  }

  private static SummaryQuery query(Random random) {
    LocalDate from = BEGIN.plusDays(random.nextInt(DAYS));
    LocalDate until = from.plusDays(1 + random.nextInt(random.nextInt(2) == 0 ? 4 : DAYS));
    int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(300) : 1 + random.nextInt(12);
    return query(from, until, limit);
  }

  private static SummaryQuery query(LocalDate from, LocalDate until, int limit) {
    return new SummaryQuery(Dimension.RUN, null, null, from, until, limit);
  }

  private <T> T undone(Supplier<T> work) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              return work.get();
            }));
  }
}
