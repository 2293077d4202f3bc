package dev.signalbox.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.EventStream.Received;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceIntegrationTest
class StreamsIntegrationTests {
  @Autowired ServiceClient client;

  @Test
  void eventsComeOneByOneWithIds() {
    try (EventStream stream = client.sse("/api/v1/stream", Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
      assertThat(stream.all())
          .containsExactly(
              new Received("1", "delta", "{\"text\":\"one\"}"),
              new Received("2", "done", "{\"text\":\"two\"}"));
    }
  }

  @Test
  void aReaderWhoGoesAwayIsNoticedWithoutAnythingToSend() throws IOException {
    try (Socket socket = new Socket("localhost", client.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/endless HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                      + TestTokens.bearer(Role.OPERATOR)
                      + "\r\nContent-Length: 0\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(reader.lines().anyMatch(line -> line.equals("event: delta"))).isTrue();
      assertThat(reader.lines().anyMatch(line -> line.equals(": keep-alive"))).isTrue();
      socket.setSoLinger(true, 0); // A reset, as of a process that dies.
    }

    assertThat(client.get("/api/v1/hung-up?within_millis=20000").body())
        .isEqualTo("{\"hung_up\":true}");
  }
}
