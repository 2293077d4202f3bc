package dev.signalbox.gateway.testing;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The one context of this module's integration tests: a gateway and all its upstreams. */
@ServiceIntegrationTest
@Import(GatewayIntegrationTest.Beans.class)
public abstract class GatewayIntegrationTest {
  public static final String BOOTSTRAP_KEY = "sbx_bootstrap0000000000000001";
  public static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  protected static final String ALLOWED_ORIGIN = "https://console.example";

  protected static final Upstream ROUTING = new Upstream("routing");
  protected static final Upstream REGISTRY = new Upstream("registry");
  protected static final Upstream STREAMING = new Upstream("streaming");
  protected static final SocketUpstream SOCKETS = new SocketUpstream(STREAMING::address);
  protected static final Upstream MCP_POOL = new Upstream("mcp-pool");
  protected static final Upstream EVENT_STORE = new Upstream("event-store");

  /** Never answers. */
  protected static final SilentUpstream COST = new SilentUpstream();

  @Autowired protected ServiceClient anonymous;
  @Autowired protected MutableClock clock;
  @Autowired protected TestTicker ticker;

  @TestConfiguration(proxyBeanMethods = false)
  static class Beans {
    @Bean
    TestTicker ticker() {
      return new TestTicker();
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("signalbox.gateway.secret", () -> SECRET);
    registry.add("signalbox.gateway.keys.bootstrap", () -> BOOTSTRAP_KEY);
    registry.add("signalbox.gateway.request.allowed-origins", () -> ALLOWED_ORIGIN);
    registry.add("signalbox.gateway.upstream.stream-grace", () -> "200ms");
    registry.add("management.server.port", () -> "0");
    registry.add("signalbox.peers.routing", ROUTING::address);
    registry.add("signalbox.peers.registry", REGISTRY::address);
    registry.add("signalbox.peers.streaming", SOCKETS::address);
    registry.add("signalbox.gateway.sockets.recheck", () -> "100ms");
    registry.add("signalbox.peers.mcp-pool", MCP_POOL::address);
    registry.add("signalbox.peers.event-store", EVENT_STORE::address);
    registry.add("signalbox.peers.cost", COST::address);
  }

  @BeforeEach
  void clientWithoutCredential() {
    anonymous = anonymous.withoutToken();
    String keys = anonymous.uri("/.well-known/jwks.json").toString();
    for (Upstream upstream : new Upstream[] {ROUTING, REGISTRY, STREAMING, MCP_POOL, EVENT_STORE}) {
      upstream.trust(keys);
    }
  }

  @AfterEach
  void clockGoesOn() {
    clock.reset();
  }

  protected ServiceClient admin() {
    return withKey(BOOTSTRAP_KEY);
  }

  protected ServiceClient withKey(String key) {
    return anonymous.with("Authorization", "Bearer " + key);
  }

  /** A new key with this role. */
  protected Answer createKey(Role role) {
    return admin()
        .post("/api/v1/keys", Map.of("name", "a " + role.wireName(), "role", role.wireName()));
  }

  protected ServiceClient caller(Role role) {
    return withKey(createKey(role).json().path("key").asString());
  }
}
