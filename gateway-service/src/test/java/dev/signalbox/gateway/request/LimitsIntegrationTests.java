package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsIntegrationTests extends GatewayIntegrationTest {
  private static final int MEGABYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMegabyteIsTheMostOutsideV1(boolean chunked) {
    Answer fits = post("/api/v1/agents", MEGABYTE, chunked);
    Answer tooLarge = post("/api/v1/agents", MEGABYTE + 1, chunked);

    assertThat(fits.json().path("body_bytes").asInt()).isEqualTo(MEGABYTE);
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.problemCode()).isEqualTo("body_too_large");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thirtyTwoAreTheMostUnderV1(boolean chunked) {
    Answer fits = post("/v1/chat/completions", 32 * MEGABYTE, chunked);
    Answer tooLarge = post("/v1/chat/completions", 32 * MEGABYTE + 1, chunked);

    assertThat(fits.json().path("body_bytes").asInt()).isEqualTo(32 * MEGABYTE);
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.json().path("error").path("code").asString()).isEqualTo("body_too_large");
  }

  private Answer post(String path, int bytes, boolean chunked) {
    byte[] body = new byte[bytes];
    BodyPublisher publisher =
        chunked
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
            : BodyPublishers.ofByteArray(body);
    return admin().send(admin().request(path).POST(publisher));
  }

  @Test
  void headersAndAddressesHaveLimits() {
    Answer headers = admin().with("X-Large", "x".repeat(20_000)).get("/api/v1/agents");
    Answer address = admin().get("/api/v1/agents?" + "x".repeat(10_000));

    assertThat(headers.status()).isEqualTo(431);
    assertThat(headers.problemCode()).isEqualTo("headers_too_large");
    assertThat(address.status()).isEqualTo(414);
    assertThat(address.problemCode()).isEqualTo("address_too_long");
  }

  @Test
  void strangersLearnNothingOfLimits() {
    Answer answer =
        anonymous.send(
            anonymous
                .request("/api/v1/agents")
                .POST(BodyPublishers.ofByteArray(new byte[2 * MEGABYTE])));

    assertThat(answer.status()).isEqualTo(401);
  }
}
