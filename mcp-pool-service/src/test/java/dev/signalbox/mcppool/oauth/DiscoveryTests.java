package dev.signalbox.mcppool.oauth;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.testing.FakeAuthorizationServer;
import dev.signalbox.mcppool.transport.HttpCalls;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTests {
  private final FakeAuthorizationServer server = new FakeAuthorizationServer();
  private final HttpConnections connections =
      new HttpConnections(new AddressGuard(true), 16, 16, ofSeconds(5), ofSeconds(60));

  @AfterEach
  void close() {
    connections.close();
    server.close();
  }

  @Test
  void theServerSaysWhoGrantsAccessAndThatOneHow() throws OAuthFailure {
    Discovery.Found found = discovery(true).find(URI.create(server.url("/mcp")));

    assertThat(found.resource()).isEqualTo(server.url("/mcp"));
    assertThat(found.scope()).isEqualTo("tools");
    assertThat(found.authorizationServer().issuer()).isEqualTo(server.url("/auth"));
    assertThat(found.authorizationServer().token()).hasToString(server.url("/auth/token"));
    assertThat(found.authorizationServer().namesItself()).isTrue();
  }

  @Test
  void withoutPkceThereIsNoWay() {
    server.forgetPkce();
    assertFails(true, "/mcp", "PKCE");
  }

  @Test
  void theMetadataOfAnotherResourceAreNoGood() {
    server.pretendToBe("https://other.example.com/mcp");
    assertFails(true, "/mcp", "another resource");
    server.pretendToBe(server.url("/mc"));
    assertFails(true, "/mcp", "another resource");
  }

  @Test
  void aServerThatSaysNothingIsSaidSo() {
    assertFails(true, "/elsewhere", "does not say who grants access");
  }

  @Test
  void withoutHttpsNothingIsAsked() {
    assertFails(false, "/mcp", "no address over HTTPS");
  }

  private void assertFails(boolean allowHttp, String path, String reason) {
    assertThatThrownBy(() -> discovery(allowHttp).find(URI.create(server.url(path))))
        .isInstanceOf(OAuthFailure.class)
        .hasMessageContaining(reason);
  }

  private Discovery discovery(boolean allowHttp) {
    return new Discovery(new JsonCalls(new HttpCalls(connections)), new Endpoints(allowHttp));
  }
}
