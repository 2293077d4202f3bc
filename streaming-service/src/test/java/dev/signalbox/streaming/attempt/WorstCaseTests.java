package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.budget.BudgetProperties;
import dev.signalbox.streaming.budget.Demand;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.provider.Catalogue;
import dev.signalbox.streaming.provider.CatalogueProperties;
import dev.signalbox.streaming.provider.CatalogueProperties.Simulation;
import dev.signalbox.streaming.provider.ModelSettings;
import dev.signalbox.streaming.provider.Resolution;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.openai.ChatProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WorstCaseTests {

  private static final Catalogue CATALOGUE =
      new Catalogue(
          new CatalogueProperties(
              Map.of(),
              List.of(new ModelSettings("simulator/known", List.of(), "", 4_096, 1_000, 100, null)),
              Simulation.ALWAYS,
              "",
              Duration.ofSeconds(1)),
          URI.create("http://localhost:1"),
          Clock.systemUTC());

  private final WorstCase worstCase =
      new WorstCase(
          CATALOGUE,
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
    assertThat(of("known", body(300, ",\"max_tokens\":10")))
        .isEqualTo(new Demand("engines", "simulator", "known", true, 300 + 256, 10));
    assertThat(of("known", body(3_000, "")).inputTokens()).as("the window").isEqualTo(1_000);
    assertThat(of("unknown", body(300, ",\"tools\":[]")).inputTokens())
        .as("with what providers put around it, and say about tools")
        .isEqualTo(300 + 256 + 1_024);
  }

  @Test
  void whatIsNotInTheTextMayFillTheWindow() {
    String stored = ",\"max_tokens\":10,\"web_search_options\":{}";
    assertThat(of("known", body(300, stored)))
        .isEqualTo(new Demand("engines", "simulator", "known", false, 1_000, 10));
    assertThat(of("unknown", body(300, stored)).inputTokens()).isEqualTo(5_000);
  }

  @Test
  void outputIsLimitedByTheClientAndByTheModel() {
    assertThat(of("known", body(300, "")).outputTokens()).isEqualTo(100);
    assertThat(of("known", body(300, ",\"max_tokens\":5000")).outputTokens()).isEqualTo(100);
    assertThat(of("unknown", body(300, "")).outputTokens()).isEqualTo(500);
    assertThat(of("known", body(300, ",\"max_tokens\":0")).outputTokens()).isZero();
    assertThat(of("known", body(300, ",\"max_tokens\":-1")).outputTokens())
        .as("what some take for no limit")
        .isEqualTo(100);
  }

  @Test
  void severalAnswersMayEachBeThatLong() {
    assertThat(of("known", body(300, ",\"max_tokens\":50,\"n\":4")).outputTokens()).isEqualTo(200);
    assertThat(of("known", body(300, ",\"max_tokens\":50,\"n\":" + Long.MAX_VALUE)).outputTokens())
        .isEqualTo(1_000_000_000);
  }

  /** A request of so many bytes. */
  private static String body(int bytes, String settings) {
    String empty = "{\"model\":\"m\",\"messages\":[{\"content\":\"%s\"}]" + settings + "}";
    return empty.formatted("x".repeat(bytes - empty.formatted("").length()));
  }

  private Demand of(String model, String body) {
    Target target =
        ((Resolution.Reachable) CATALOGUE.models().named("simulator/" + model))
            .targets()
            .getFirst();
    ChatProtocol protocol = new ChatProtocol(JsonMapper.builder().build());
    return worstCase.of(
        target,
        new ModelCall(
            protocol,
            protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody()),
            Wishes.NONE,
            new Origin("req_1", null, null, null, null, "key_1", "ada", "engines", List.of()),
            Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()),
            Map.of(),
            Map.of(),
            new Overhead()));
  }
}
