package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job: one command, and a message goes all the way. */
class AskIntegrationTests {
  private static final String MESSAGE =
      "The build fails with a NullPointerException in OrderService, find out why";

  private final Platform platform = Platform.running();
  private final PlatformApi api = platform.api();

  @Test
  void theAnswerEndsWithOneLineThatSaysWhoAnsweredAndWhatItCost() {
    Command ask = platform.signalbox("ask", MESSAGE).succeeded();

    String lastLine = ask.output().strip().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(ask.output().strip().lines().count()).isGreaterThan(1);
    assertThat(lastLine)
        .contains("coding", "groq/deepseek-r1-distill-llama-70b", "tokens", "$", "conv_")
        .contains("simulated")
        .containsPattern("confidence\\W+0\\.\\d+");
  }

  @Test
  void theLedgerHasExactlyTheCostThatTheAnswerShowed() {
    JsonNode answer = platform.ask(MESSAGE);
    String conversation = answer.path("conversation_id").asString();
    BigDecimal shown = new BigDecimal(answer.path("cost_usd").asString());

    List<JsonNode> entries =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> api.readAll("/api/v1/usage?conversation_id=" + conversation, "cursor"),
                found -> !found.isEmpty());

    assertThat(shown).isPositive();
    assertThat(entries).hasSize(1);
    assertThat(new BigDecimal(entries.getFirst().path("cost_usd").asString()))
        .isEqualByComparingTo(shown);
    assertThat(entries.getFirst().path("simulated").asBoolean()).isTrue();
  }

  @Test
  void theHistoryShowsEveryStepInOrderUnderOneTrace() {
    String conversation = platform.ask(MESSAGE).path("conversation_id").asString();

    List<JsonNode> history =
        await()
            .atMost(Duration.ofSeconds(60))
            // Until its first event is filed there is no such stream.
            .ignoreExceptionsInstanceOf(AssertionError.class)
            .until(
                () -> api.readAll("/api/v1/streams/conversation%2F" + conversation, "cursor"),
                found -> found.stream().anyMatch(e -> type(e).contains("answered")));

    assertThat(history.stream().map(AskIntegrationTests::type).toList())
        .containsSubsequence(
            "signalbox.conversation.message-received.v1",
            "signalbox.conversation.routed.v1",
            "signalbox.attempt.started.v1",
            "signalbox.usage.recorded.v1",
            "signalbox.conversation.answered.v1");
    assertThat(
            history.stream()
                .map(event -> event.path("traceparent").asString().split("-")[1])
                .collect(Collectors.toSet()))
        .as("trace ids")
        .hasSize(1);
  }

  @Test
  void aMessageThatFitsNobodyIsSaidSoAndNotGuessed() {
    Command ask = platform.signalbox("ask", "qwrt zxcv plmk vbnq");

    assertThat(ask.exit()).isEqualTo(1);
    assertThat(ask.errors()).contains("no_suitable_agent");
  }

  private static String type(JsonNode event) {
    return event.path("type").asString();
  }
}
