package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No service trusts its network. */
class LockedDoorsIntegrationTests {
  private final Platform platform = Platform.running();

  @ParameterizedTest
  @CsvSource({
    "8080, /api/v1/agents",
    "8101, /api/v1/agents",
    "8102, /api/v1/conversations",
    "8103, /v1/models",
    "8104, /api/v1/usage",
    "8105, /api/v1/mcp/servers",
    "8106, /api/v1/events"
  })
  void everyServiceAsksForAToken(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + platform.port(port) + path);

    HttpResponse<String> without = PlatformApi.send(HttpRequest.newBuilder(uri).build());
    HttpResponse<String> forged =
        PlatformApi.send(
            HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")
                .build());

    assertThat(without.statusCode()).as(without.body()).isEqualTo(401);
    assertThat(forged.statusCode()).as(forged.body()).isEqualTo(401);
  }
}
