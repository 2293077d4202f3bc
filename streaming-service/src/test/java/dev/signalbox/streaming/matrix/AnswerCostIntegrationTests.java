package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clients are told what their answers cost, as cost-service says it. */
class AnswerCostIntegrationTests extends StreamingServiceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String SCRIPT =
      "{\"content\":\"one two three\",\"tokens\":{\"input\":40,\"output\":9}}";

  /** A dollar for a million tokens. */
  private static final String COST = "0.000049";

  @Autowired private WireProtocols protocols;

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aWholeAnswerTellsInAHeaderWhatItCostAndIsBilledAtThatPrice(Protocol protocol)
      throws Exception {
    for (Protocol provider : List.of(protocol, another(protocol))) {
      HttpResponse<byte[]> answer = ask(client, protocol, provider, false);

      assertThat(header(answer, "X-Signalbox-Cost-Usd")).isEqualTo(COST);
      assertThat(text(answer)).doesNotContain("\"cost\"");
      assertThat(usage(answer).path("quoted_price_id").asString("")).isEqualTo("a-price");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aStreamTellsItInItsLastUsageWhereThatIsWanted(Protocol protocol) throws Exception {
    ServiceClient asking = client.with("X-Signalbox-Usage-Cost", "true");
    for (Protocol provider : List.of(protocol, another(protocol))) {
      HttpResponse<byte[]> answer = ask(asking, protocol, provider, true);
      HttpResponse<byte[]> unasked = ask(client, protocol, provider, true);

      ReadAnswer read = ReadAnswer.of(protocols.of(protocol), answer.body(), true);
      assertThat(read.text()).isEqualTo("one two three");
      assertThat(read.failed()).isFalse();
      assertThat(read.usage()).isEqualTo(TokenBuckets.of(40, 9));
      assertThat(text(answer)).containsOnlyOnce("\"cost\":" + COST);
      assertThat(header(answer, "X-Signalbox-Cost-Usd")).isEmpty();
      assertThat(usage(answer).path("quoted_price_id").asString("")).isEqualTo("a-price");
      assertThat(text(unasked)).doesNotContain("\"cost\"");
      assertThat(usage(unasked).path("quoted_price_id").isMissingNode()).isTrue();
    }
  }

  @Test
  void aWholeAnswerTellsItInItsUsageTooWhereThatIsWanted() {
    Answer answer =
        client
            .with("X-Signalbox-Usage-Cost", "true")
            .post(CHAT, whole("openai/" + scripted(SCRIPT)));

    assertThat(answer.header("X-Signalbox-Cost-Usd")).isEqualTo(COST);
    assertThat(answer.body()).containsOnlyOnce("\"cost\":" + COST);
  }

  @Test
  void whatIsGivenAgainCostsNothing() {
    ServiceClient caching =
        client.with("X-Signalbox-Usage-Cost", "true").with("X-Signalbox-Cache-Max-Age", "60");
    String model = "openai/" + scripted(SCRIPT);
    for (String body : List.of(whole(model), stream(model))) {
      Answer first = caching.post(CHAT, body);
      Answer again = caching.post(CHAT, body);

      assertThat(again.header("X-Signalbox-Cache")).isEqualTo("hit");
      assertThat(again.header("X-Signalbox-Cost-Usd")).isEqualTo("0");
      assertThat(again.body()).isEqualTo(first.body().replace(COST, "0"));
      assertThat(first.body()).contains("\"cost\":" + COST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEVER_QUOTED, UNPRICED})
  void whatIsNotKnownIsNotTold(String name) {
    String model = newModel() + name;
    SIMULATOR.script(model, SCRIPT);
    ServiceClient asking = client.with("X-Signalbox-Usage-Cost", "true");

    Answer whole = asking.post(CHAT, whole("openai/" + model));
    Answer stream = asking.post(CHAT, stream("openai/" + model));

    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("X-Signalbox-Cost-Usd")).isNull();
    assertThat(whole.body()).contains("three").doesNotContain("\"cost\"");
    assertThat(stream.body()).contains("[DONE]").doesNotContain("\"cost\"");
    assertThat(
            usageOf(String.valueOf(whole.header("X-Signalbox-Attempt-Id")))
                .data()
                .path("quoted_price_id")
                .isMissingNode())
        .isTrue();
  }

  private static Protocol another(Protocol protocol) {
    return protocol == Protocol.OPENAI_CHAT ? Protocol.ANTHROPIC_MESSAGES : Protocol.OPENAI_CHAT;
  }

  private static HttpResponse<byte[]> ask(
      ServiceClient as, Protocol in, Protocol out, boolean stream) throws Exception {
    String model = provider(out) + '/' + scripted(SCRIPT);
    HttpResponse<byte[]> answer =
        HTTP.send(
            as.request(ClientBodies.path(in, model, stream))
                .POST(HttpRequest.BodyPublishers.ofString(ClientBodies.question(in, model, stream)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
    return answer;
  }

  private JsonNode usage(HttpResponse<byte[]> answer) {
    return usageOf(header(answer, "X-Signalbox-Attempt-Id")).data();
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.ISO_8859_1);
  }
}
