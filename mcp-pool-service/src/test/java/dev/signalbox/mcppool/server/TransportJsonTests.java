package dev.signalbox.mcppool.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportJsonTests {
  private static final ServerId ID = new ServerId("remote");
  private static final URI URL = URI.create("https://a.example.com/mcp");

  @Test
  void oneEndpointLiesAsVersionsBeforeReadIt() {
    Transport one = new Transport.StreamableHttp(URL, Map.of());

    assertThat(TransportJson.write(one))
        .isEqualTo(
            "{\"type\":\"streamable_http\",\"url\":\"https://a.example.com/mcp\",\"headers\":{}}");
    assertThat(TransportJson.read(ID, TransportJson.write(one))).isEqualTo(one);
  }

  @Test
  void severalComeBackWithTheirWeights() {
    Transport several =
        new Transport.StreamableHttp(
            List.of(
                new Transport.Endpoint(URL, 3),
                new Transport.Endpoint(URI.create("https://b.example.com/mcp"), 1)),
            Map.of(),
            null);

    assertThat(TransportJson.read(ID, TransportJson.write(several))).isEqualTo(several);
  }
}
