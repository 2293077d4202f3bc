package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection serves request after request, whoever answers them. */
class KeepAliveIntegrationTests extends GatewayIntegrationTest {
  private static final int TIMES = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/nothing", "/.well-known/jwks.json", "/docs", "/api/v1/agents/%2e%2e/x"})
  void whatTheGatewayAnswersItselfDoesNotStopTheConnection(String own) throws IOException {
    try (Socket socket = new Socket("localhost", anonymous.port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      DataInputStream answers = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < TIMES; i++) {
        assertThat(get(socket, answers, "/api/v1/agents")).startsWith("HTTP/1.1 200");
        assertThat(get(socket, answers, own)).startsWith("HTTP/1.1 ");
      }
    }
  }

  private static String get(Socket socket, DataInputStream answers, String path)
      throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, BOOTSTRAP_KEY)
                .getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) answers.readUnsignedByte());
    }
    answers.skipNBytes(contentLength(head.toString()));
    return head.toString();
  }

  private static long contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }
}
