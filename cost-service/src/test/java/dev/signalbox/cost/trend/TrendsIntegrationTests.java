package dev.signalbox.cost.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.cost.trend.Anomaly.Kind;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class TrendsIntegrationTests {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  /** Of a team, from the day on that is so many days ago, at a cost by the number of days ago. */
  private static final String DAYS =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced,
          unmetered, input_tokens, output_tokens, input_cost, output_cost)
      SELECT 'team', :today::date - ago, :team, false, 0, 1, 0, 0, 1, 1,
             CASE ago WHEN :spike THEN 50 ELSE 10 + ago % 3 END, 0
        FROM generate_series(:last, :first) AS ago
      """;

  @Autowired DailyCosts costs;
  @Autowired Anomalies anomalies;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;
  @Autowired ServiceClient client;

  @Test
  void aForecastIsWhatWasSpentAndTheRestAtThePaceOfTheLastDays() {
    Forecast forecast =
        undone(
            () -> {
              spend("forecast", 40, 1, 0);
              return new ForecastSpending(costs, at("2026-11-21T12:00:00Z"))
                  .until(
                      Dimension.TEAM,
                      "forecast",
                      false,
                      LocalDate.parse("2026-11-01"),
                      LocalDate.parse("2026-11-30"));
            });

    assertThat(forecast.basisDays()).isEqualTo(28);
    assertThat(forecast.spent()).as("20 days at 10, 11 and 12").hasToString("221");
    // The mean of 28 days is 11, and nine and a half days are left.
    assertThat(forecast.forecast()).hasToString("325.5");
    assertThat(forecast.low()).isLessThan(forecast.forecast());
    assertThat(forecast.high()).isGreaterThan(forecast.forecast());
  }

  @Test
  void aDayFarAboveThoseBeforeIsASpike() {
    List<Anomaly> found =
        undone(
            () -> {
              spend("spiking", 60, 0, 5);
              return ofTeam("spiking", BigDecimal.ONE);
            });

    assertThat(found).hasSize(1);
    Anomaly spike = found.getFirst();
    assertThat(spike.kind()).isEqualTo(Kind.SPIKE);
    assertThat(spike.day()).isEqualTo(TODAY.minusDays(5));
    assertThat(spike.cost()).hasToString("50");
    assertThat(spike.usual()).isNotNull();
    assertThat(spike.usual().amount()).isBetween(BigDecimal.TEN, new BigDecimal("12"));
  }

  @Test
  void whoNeverSpentBeforeIsANewcomerOnTheFirstDay() {
    List<Anomaly> found =
        undone(
            () -> {
              spend("newcomer", 3, 0, 99);
              return ofTeam("newcomer", BigDecimal.ONE);
            });

    assertThat(found)
        .containsExactly(
            new Anomaly(
                TODAY.minusDays(3),
                "newcomer",
                Kind.NEWCOMER,
                found.getFirst().cost(),
                null,
                found.getFirst().threshold()));
  }

  @Test
  void whatCostsUpToTheMinimumIsNothingToLookAt() {
    List<Anomaly> found =
        undone(
            () -> {
              spend("cheap", 3, 0, 99);
              return ofTeam("cheap", new BigDecimal("12"));
            });

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "forecast?group_by=conversation",
        "forecast?to=2020-01-01",
        "forecast?from=2200-01-01",
        "anomalies?group_by=run",
        "anomalies?limit=0",
        "anomalies?minimum=-1",
        "anomalies?minimum=1e999999999",
        "anomalies?minimum=1e-999999999",
        "anomalies?minimum=NaN",
        "forecast?group_by=agent&value=a%00b",
        "anomalies?from=2026-01-01&to=2026-11-01",
        "summary?group_by=conversation&interval=hour",
        "summary?group_by=agent&interval=hour&from=2026-01-01&to=2026-11-01",
        "summary?group_by=agent&interval=week",
        "units?from=2026-11-02&to=2026-11-01"
      })
  void whatCannotBeToldIsRefused(String query) {
    assertThat(client.get("/api/v1/costs/" + query).problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void trendsAreToldToEverybodyKnown() {
    assertThat(client.get("/api/v1/costs/forecast").json().path("interval_percent").intValue())
        .isEqualTo(90);
    assertThat(client.get("/api/v1/costs/anomalies").json().path("group_by").asString())
        .isEqualTo("agent");
  }

  private List<Anomaly> ofTeam(String team, BigDecimal minimum) {
    return anomalies
        .find(Dimension.TEAM, false, TODAY.minusDays(30), TODAY, minimum, 1_000)
        .stream()
        .filter(anomaly -> team.equals(anomaly.group()))
        .toList();
  }

  private void spend(String team, int first, int last, int spike) {
    for (int ago = first; ago >= last; ago -= 28) {
      database
          .sql("SELECT ensure_month('cost_rollups', :day)")
          .param("day", TODAY.minusDays(ago))
          .query(Boolean.class)
          .single();
    }
    database
        .sql("SELECT ensure_month('cost_rollups', :day)")
        .param("day", TODAY.minusDays(last))
        .query(Boolean.class)
        .single();
    database
        .sql(DAYS)
        .param("today", TODAY)
        .param("team", team)
        .param("first", first)
        .param("last", last)
        .param("spike", spike)
        .update();
  }

  private <T> T undone(Supplier<T> work) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              return work.get();
            }));
  }

  private static Clock at(String moment) {
    return Clock.fixed(Instant.parse(moment), ZoneOffset.UTC);
  }
}
