package dev.signalbox.mcppool.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.server.ServerId;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResourceUriTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ServerId SERVER = new ServerId("my_server");

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///srv/a%20b.txt", "test://x?y=1#z", "memo:1", "https://example.com/", ""})
  void whatIsWrappedIsAUriAndComesBackAsItWas(String uri) {
    String wrapped = new ResourceUri(SERVER, uri).toString();

    assertThat(URI.create(wrapped).getScheme()).isEqualTo("signalbox");
    assertThat(ResourceUri.parse(wrapped)).contains(new ResourceUri(SERVER, uri));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///srv", "signalbox:server", "signalbox:No Server/x", "", "x/y"})
  void anythingElseIsNone(String uri) {
    assertThat(ResourceUri.parse(uri)).isEmpty();
  }

  @Test
  void linksAreWrappedUnlessTheyLeadToTheWebAndNothingElseIs() {
    JsonNode content =
        JSON.readTree(
            "[{'type':'resource_link','uri':'memo:1'},{'type':'resource_link','uri':'https://x.org/'},{'type':'text','uri':'memo:2'}]"
                .replace('\'', '"'));
    ResourceUri.wrapLinks(SERVER, content);

    assertThat(content.valueStream().map(block -> block.path("uri").stringValue()))
        .containsExactly("signalbox:my_server/memo:1", "https://x.org/", "memo:2");
  }
}
