package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HedgingIntegrationTests extends StreamingServiceTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoeverPutsSomethingOutFirstAnswersAndBothAreMetered(boolean streamed) {
    String slow = "openai/" + newModel() + "-fault-hang";
    String fast = "groq/" + scripted("{\"content\":\"one two three\"}");

    Answer answer =
        client
            .with("X-Signalbox-Fallback-Models", fast)
            .with("X-Signalbox-Hedge-After-Ms", "50")
            .post(CHAT, streamed ? stream(slow) : whole(slow));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Signalbox-Model")).isEqualTo(fast);
    assertThat(answer.body()).contains("three");
    await()
        .untilAsserted(
            () ->
                assertThat(attempts(requestId(answer)))
                    .extracting(attempt -> attempt.path("status").asString())
                    .containsExactlyInAnyOrder("client_gone", "completed"));
  }

  @Test
  void anAnswerThatBeginsInTimeIsNotHedged() {
    String model = "openai/" + scripted("{\"content\":\"one two three\"}");

    Answer answer =
        client
            .with("X-Signalbox-Fallback-Models", "groq/" + newModel())
            .with("X-Signalbox-Hedge-After-Ms", "20000")
            .post(CHAT, stream(model));

    assertThat(answer.header("X-Signalbox-Model")).isEqualTo(model);
    List<JsonNode> attempts = attempts(requestId(answer));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void aFirstThatFailsBeforehandIsFollowedAsUsual() {
    String failing = "openai/" + newModel() + "-fault-500";
    String next = "groq/" + scripted("{\"content\":\"one two three\"}");

    Answer answer =
        client
            .with("X-Signalbox-Fallback-Models", next)
            .with("X-Signalbox-Hedge-After-Ms", "20000")
            .post(CHAT, stream(failing));

    assertThat(answer.header("X-Signalbox-Model")).isEqualTo(next);
    assertThat(answer.header("X-Signalbox-Passed-Over")).contains("provider_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "600001", "1.5"})
  void whatIsNoNumberOfMillisecondsIsRefused(String wish) {
    Answer answer =
        client.with("X-Signalbox-Hedge-After-Ms", wish).post(CHAT, stream("openai/" + newModel()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(error(answer, "message")).contains("X-Signalbox-Hedge-After-Ms");
  }
}
