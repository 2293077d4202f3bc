package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.budget.BudgetProperties;
import dev.signalbox.streaming.budget.Demand;
import dev.signalbox.streaming.provider.CatalogueProperties;
import dev.signalbox.streaming.provider.CatalogueProperties.Simulation;
import dev.signalbox.streaming.provider.ModelSettings;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.provider.Resolution;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.RequestBounds;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstCaseTests {

  private static final Models MODELS =
      new Models(
          new CatalogueProperties(
              Map.of(),
              List.of(new ModelSettings("simulator/known", List.of(), "", 1_000, 100)),
              Simulation.ALWAYS),
          URI.create("http://localhost:1"),
          Clock.systemUTC());

  private final WorstCase worstCase =
      new WorstCase(
          MODELS,
          new BudgetProperties(
              Duration.ofSeconds(2),
              Duration.ofSeconds(10),
              20,
              Duration.ofSeconds(60),
              Duration.ofSeconds(15),
              10,
              5_000,
              500));

  @Test
  void textHasNoMoreTokensThanBytes() {
    assertThat(of("known", new RequestBounds(300, 10L, 1, false, true)))
        .isEqualTo(new Demand("simulator", "known", true, 300, 10));
    assertThat(of("known", new RequestBounds(3_000, 10L, 1, false, true)).inputTokens())
        .as("the context window")
        .isEqualTo(1_000);
    assertThat(of("unknown", new RequestBounds(300, 10L, 1, true, true)).inputTokens())
        .as("and what providers say about tools")
        .isEqualTo(1_324);
  }

  @Test
  void whatIsNoTextMayFillTheWindow() {
    assertThat(of("known", new RequestBounds(300, 10L, 1, false, false)))
        .isEqualTo(new Demand("simulator", "known", false, 1_000, 10));
    assertThat(of("unknown", new RequestBounds(300, 10L, 1, false, false)).inputTokens())
        .isEqualTo(5_000);
  }

  @Test
  void outputIsLimitedByTheClientAndByTheModel() {
    assertThat(of("known", new RequestBounds(1, null, 1, false, true)).outputTokens())
        .isEqualTo(100);
    assertThat(of("known", new RequestBounds(1, 5_000L, 1, false, true)).outputTokens())
        .isEqualTo(100);
    assertThat(of("unknown", new RequestBounds(1, null, 1, false, true)).outputTokens())
        .isEqualTo(500);
    assertThat(of("known", new RequestBounds(1, -5L, 1, false, true)).outputTokens()).isZero();
  }

  @Test
  void severalAnswersMayEachBeThatLong() {
    assertThat(of("known", new RequestBounds(1, 50L, 4, false, true)).outputTokens())
        .isEqualTo(200);
    assertThat(of("known", new RequestBounds(1, 50L, Long.MAX_VALUE, false, true)).outputTokens())
        .isEqualTo(1_000_000_000);
  }

  private Demand of(String model, RequestBounds bounds) {
    Target target = ((Resolution.Reachable) MODELS.named("simulator/" + model)).target();
    return worstCase.of(target, bounds);
  }
}
