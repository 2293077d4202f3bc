package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.wire.Protocol;
import org.junit.jupiter.api.Test;

class OverloadIntegrationTests extends StreamingServiceTest {

  @Test
  void whoFindsNoPlaceIsToldSoInItsProtocolAndWhenToComeBack() {
    String model = newModel();
    RunningRequests.Place all = takeAllPlaces();
    try {
      for (Protocol protocol : Protocol.values()) {
        Answer answer = ask(protocol, model);

        assertThat(answer.status()).as("%s", protocol).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().toString()).contains("too much to do");
      }
      Answer openAi = ask(Protocol.OPENAI_CHAT, model);
      assertThat(error(openAi, "code")).isEqualTo("overloaded");
      assertThat(attempts(requestId(openAi))).isEmpty();
    } finally {
      all.close();
    }

    assertThat(ask(Protocol.OPENAI_CHAT, model).status()).isEqualTo(200);
    assertThat(askedFor(model)).hasSize(1);
  }

  private Answer ask(Protocol protocol, String model) {
    String target = provider(protocol) + '/' + model;
    return client.post(
        ClientBodies.path(protocol, target, false), ClientBodies.question(protocol, target, false));
  }
}
