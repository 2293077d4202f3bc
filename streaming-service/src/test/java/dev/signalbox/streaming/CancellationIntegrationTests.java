package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CancellationIntegrationTests extends StreamingServiceTest {

  private long cancelledBefore;

  @BeforeEach
  void rest() {
    await().until(() -> SIMULATOR.traffic().active() == 0);
    cancelledBefore = SIMULATOR.traffic().cancelled();
  }

  @Test
  void aClientThatHangsUpInAStreamStopsTheProvider() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"word \",\"repeat\":100000,\"tokens_per_second\":50}");

    try (EventStream events = asking(requestId).sse(CHAT, stream("openai/" + model))) {
      assertThat(events.next()).isNotNull();
      assertThat(events.next()).isNotNull();
    }

    assertAbandoned(requestId);
    assertThat(attempts(requestId).getFirst().at("/buckets/output_visible").asInt()).isPositive();
  }

  @Test
  void whereACancelDoesNotStopTheBillTheAnswerIsReadToItsEnd() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"word \",\"repeat\":40,\"tokens_per_second\":50}");

    try (EventStream events = asking(requestId).sse(CHAT, stream("groq/" + model))) {
      assertThat(events.next()).isNotNull();
      assertThat(events.next()).isNotNull();
    }

    await()
        .untilAsserted(
            () -> {
              assertThat(attempts(requestId)).hasSize(1);
              JsonNode attempt = attempts(requestId).getFirst();
              assertThat(attempt.path("status").asString()).isEqualTo("client_gone");
              assertThat(attempt.path("usage_source").asString()).isEqualTo("drained");
              assertThat(attempt.at("/buckets/output_visible").asInt()).isEqualTo(80);
            });
    assertThat(SIMULATOR.traffic().cancelled()).isEqualTo(cancelledBefore);
  }

  @Test
  void aClientThatHangsUpInSilenceIsNoticedToo() {
    String requestId = IdKind.REQUEST.next();
    String model = newModel() + "-fault-hang-after-3";

    try (EventStream events = asking(requestId).sse(CHAT, stream("openai/" + model))) {
      assertThat(events.next()).isNotNull();
    }

    assertAbandoned(requestId);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatHangsUpBeforeTheFirstByteIsNoticedWithoutWritingToIt(boolean streamed)
      throws Exception {
    String requestId = IdKind.REQUEST.next();
    String model = "openai/" + newModel() + "-fault-hang";
    try (HttpClient impatient = HttpClient.newHttpClient()) {
      HttpRequest request =
          asking(requestId)
              .request(CHAT)
              .timeout(Duration.ofMillis(400))
              .POST(HttpRequest.BodyPublishers.ofString(streamed ? stream(model) : whole(model)))
              .build();
      assertThatExceptionOfType(HttpTimeoutException.class)
          .isThrownBy(() -> impatient.send(request, HttpResponse.BodyHandlers.ofString()));
      impatient.shutdownNow();
    }

    assertAbandoned(requestId);
  }

  @Test
  void silenceInAStreamIsFilledWithComments() {
    String model =
        scripted("{\"content\":\"one two\",\"first_token_delay_ms\":0,\"tokens_per_second\":1}");

    ServiceClient.Answer answer = client.post(CHAT, stream("openai/" + model));

    assertThat(answer.body()).contains(": keep-alive\n\n").endsWith("data: [DONE]\n\n");
    assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void aReaderThatStallsHoldsTheProviderBack() throws IOException {
    String model = scripted("{\"content\":\"0123456789\",\"repeat\":5000000}");
    long before = SIMULATOR.traffic().bytesSent();
    byte[] body = stream("openai/" + model).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.port()));
      String head =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
              + TestTokens.bearer(Role.OPERATOR)
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      long[] sent = {before};
      await()
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                long now = SIMULATOR.traffic().bytesSent();
                boolean resting = now > before && now == sent[0];
                sent[0] = now;
                return resting;
              });

      // What is left are the buffers of the operating system on both connections.
      assertThat(SIMULATOR.traffic().active()).isEqualTo(1);
      assertThat(SIMULATOR.traffic().bytesSent() - before).isLessThan(24L * 1024 * 1024);
    }
    await().until(() -> SIMULATOR.traffic().active() == 0);
  }

  private void assertAbandoned(String requestId) {
    await()
        .untilAsserted(
            () -> {
              assertThat(SIMULATOR.traffic().cancelled()).isEqualTo(cancelledBefore + 1);
              assertThat(attempts(requestId)).hasSize(1);
              JsonNode attempt = attempts(requestId).getFirst();
              assertThat(attempt.path("status").asString()).isEqualTo("client_gone");
              assertThat(attempt.path("usage_source").asString()).isEqualTo("estimated");
              assertThat(attempt.at("/buckets/input_uncached").asInt()).isPositive();
            });
  }
}
