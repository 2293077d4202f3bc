package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.testing.EventStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingIntegrationTests extends GatewayIntegrationTest {
  @BeforeEach
  void newStream() {
    STREAMING.expectStream();
  }

  @Test
  void eachEventArrivesBeforeTheNextIsSent() {
    try (EventStream stream = admin().sse("/v1/stream", Map.of())) {
      assertThat(stream.status()).as("headers come before the first event").isEqualTo(200);
      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
      for (int i = 1; i <= 5; i++) {
        STREAMING.sendEvent();
        EventStream.Received event = stream.next();
        assertThat(event).isNotNull();
        assertThat(event.id()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void aClientThatLeavesAStreamEndsItUpstream() throws InterruptedException {
    EventStream stream = admin().sse("/v1/stream", Map.of());
    STREAMING.sendEvent();
    assertThat(stream.next()).isNotNull();

    stream.close();

    assertThat(STREAMING.awaitReaderGone()).isTrue();
  }

  @Test
  void aClientThatLeavesBeforeTheAnswerEndsTheCallUpstream() throws Exception {
    try (Socket client = new Socket("localhost", anonymous.port())) {
      client
          .getOutputStream()
          .write(
              """
              GET /api/v1/usage?leaving HTTP/1.1\r
              Host: localhost\r
              Authorization: Bearer %s\r
              \r
              """
                  .formatted(BOOTSTRAP_KEY)
                  .getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().flush();
      assertThat(COST.awaitRequest()).isTrue();
    }

    assertThat(COST.awaitHangUp()).isTrue();
  }

  @Test
  void aStreamIsCutOffAMomentAfterItsDeadline() throws InterruptedException {
    try (EventStream stream =
        admin()
            .with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + 4_000))
            .sse("/v1/stream", Map.of())) {
      STREAMING.sendEvent();
      assertThat(stream.next()).isNotNull();

      assertThatThrownBy(stream::next)
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(IOException.class);
    }
    assertThat(STREAMING.awaitReaderGone()).isTrue();
  }
}
