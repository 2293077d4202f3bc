package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** JDK's client sends no Origin unless allowed to, so that these speak for themselves. */
class CrossOriginIntegrationTests extends GatewayIntegrationTest {
  @Test
  void pagesOfAnAllowedOriginMayCall() throws IOException {
    String preflight = send("OPTIONS", ALLOWED_ORIGIN, "Access-Control-Request-Method: POST");
    String actual = send("GET", ALLOWED_ORIGIN, "Authorization: Bearer " + BOOTSTRAP_KEY);

    assertThat(preflight)
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: " + ALLOWED_ORIGIN)
        .contains("Access-Control-Allow-Methods: ")
        .doesNotContain("Access-Control-Allow-Credentials");
    assertThat(actual)
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: " + ALLOWED_ORIGIN)
        .contains("X-Signalbox-Attempt-Id", "X-Signalbox-Cost-Usd", "RateLimit", "Retry-After");
  }

  @Test
  void pagesOfAnotherOriginMayNot() throws IOException {
    String preflight =
        send("OPTIONS", "https://evil.example", "Access-Control-Request-Method: GET");
    String actual = send("GET", "https://evil.example", "Authorization: Bearer " + BOOTSTRAP_KEY);

    assertThat(preflight)
        .startsWith("HTTP/1.1 403")
        .contains("origin_not_allowed")
        .doesNotContain("Access-Control-Allow-Origin");
    assertThat(actual).startsWith("HTTP/1.1 403").contains("application/problem+json");
  }

  @Test
  void withoutAnOriginNothingIsSaidAboutOrigins() {
    Answer answer = admin().get("/api/v1/agents");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  private String send(String method, String origin, String header) throws IOException {
    try (Socket socket = new Socket("localhost", anonymous.port())) {
      socket
          .getOutputStream()
          .write(
              "%s /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: %s\r\n%s\r\n\r\n"
                  .formatted(method, origin, header)
                  .getBytes(StandardCharsets.US_ASCII));
      return String.join(
          "\n",
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .lines()
              .toList());
    }
  }
}
