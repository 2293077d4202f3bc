package dev.signalbox.cost.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.summary.UnitCosts.Unit;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.LocalDate;
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
class UnitCostsIntegrationTests {

  private static final LocalDate BEGIN = LocalDate.parse("2023-03-01");
  private static final int DAYS = 60;

  /** An entry of a conversation or of none, and maybe of a run. */
  private static final String ADD =
      """
      INSERT INTO cost_rollups AS present (dimension, day, value, simulated, shard, entries, unpriced,
          unmetered, input_tokens, output_tokens, input_cost, output_cost, other_cost)
      SELECT dimension, :day, value, :simulated, 0, 1, 0, 0, 10, 1, :cost, 0.5, 0.25
        FROM (VALUES ('all', ''), ('conversation', :conversation), ('outcome', 'completed'), ('run', :run))
               AS sums (dimension, value)
      ON CONFLICT (dimension, day, value, simulated, shard) DO UPDATE
         SET entries = present.entries + 1, input_cost = present.input_cost + excluded.input_cost,
             output_cost = present.output_cost + 0.5, other_cost = present.other_cost + 0.25
      """;

  private static final String COUNTED =
      """
      SELECT count(DISTINCT value) AS things,
             coalesce(sum(input_cost + output_cost + other_cost), 0) AS cost
        FROM cost_rollups
       WHERE dimension = :dimension AND value <> ''
         AND day >= :from AND day < :until AND simulated = :simulated
      """;

  private static final String MANY =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
          input_tokens, output_tokens, input_cost, output_cost)
      SELECT 'run', date '2023-03-01' + n % 60, 'many-' || n, false, 0, 1, 0, 0, 1, 1, n, 1
        FROM generate_series(1, 4000) AS n
      """;

  @Autowired JdbcClient database;
  @Autowired ReadUnitCosts units;
  @Autowired TransactionTemplate transactions;

  @BeforeEach
  void makeRoom() {
    for (int month = 0; month < 2; month++) {
      database
          .sql("SELECT ensure_month('cost_rollups', :day)")
          .param("day", BEGIN.plusMonths(month))
          .query(Boolean.class)
          .single();
    }
  }

  @Test
  void whateverThePeriodAThingIsCountedOnceAndItsCostIsInTheSum() {
    undone(
        () -> {
          Random random = new Random(35);
          fill(random);
          for (int question = 0; question < 60; question++) {
            Question asked = Question.any(random);
            UnitCosts found = units.between(asked.from(), asked.until(), asked.simulated());
            assertThat(found.conversation())
                .as("%s", asked)
                .isEqualTo(counted(asked, "conversation"));
            assertThat(found.run()).as("%s", asked).isEqualTo(counted(asked, "run"));
          }
          return true;
        });
  }

  @Test
  void daysThatGoAwayAreNotCounted() {
    undone(
        () -> {
          Random random = new Random(36);
          fill(random);
          for (int run = 0; run < 5; run++) {
            database
                .sql("DELETE FROM cost_rollups WHERE value = ? AND day BETWEEN ? AND ?")
                .params("run-" + run, BEGIN.plusDays(5), BEGIN.plusDays(40))
                .update();
          }
          for (int question = 0; question < 60; question++) {
            Question asked = Question.any(random);
            assertThat(units.between(asked.from(), asked.until(), asked.simulated()).run().count())
                .as("%s", asked)
                .isEqualTo(counted(asked, "run").count());
          }
          return true;
        });
  }

  @Test
  void nothingIsReadByThing() {
    String plan =
        undone(
            () -> {
              database.sql(MANY).update();
              database.sql("ANALYZE cost_rollups, daily_values").update();
              return String.join(
                  "\n",
                  ReadUnitCosts.bind(
                          database.sql("EXPLAIN " + ReadUnitCosts.THINGS),
                          "run",
                          BEGIN,
                          BEGIN.plusDays(30),
                          false)
                      .query(String.class)
                      .list());
            });

    assertThat(plan)
        .contains("cost_rollups_2023_03_dimension_value_day_idx")
        .doesNotContain("Seq Scan on cost_rollups");
  }

  private void fill(Random random) {
    for (int entry = 0; entry < 300; entry++) {
      database
          .sql(ADD)
          .param("day", BEGIN.plusDays(random.nextInt(DAYS)))
          .param("conversation", random.nextInt(4) == 0 ? "" : "conversation-" + random.nextInt(90))
          .param("run", random.nextInt(2) == 0 ? "" : "run-" + random.nextInt(15))
          .param("simulated", random.nextInt(5) == 0)
          .param("cost", BigDecimal.valueOf(random.nextInt(1_000_000), 6))
          .update();
    }
  }

  /** By going through all of them. */
  private Unit counted(Question asked, String dimension) {
    return ReadUnitCosts.bind(
            database.sql(COUNTED), dimension, asked.from(), asked.until(), asked.simulated())
        .query((row, number) -> ReadUnitCosts.unit(row))
        .single();
  }

  private record Question(LocalDate from, LocalDate until, boolean simulated) {

    static Question any(Random random) {
      LocalDate from = BEGIN.plusDays(random.nextInt(DAYS));
      return new Question(from, from.plusDays(1 + random.nextInt(DAYS)), random.nextInt(4) == 0);
    }
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
