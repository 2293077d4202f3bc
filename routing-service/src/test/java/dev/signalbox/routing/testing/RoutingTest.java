package dev.signalbox.routing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentDefinition;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.decision.ChooseAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service with the shipped agents, the services around it being fakes. One context for all
 * tests.
 */
@ServiceIntegrationTest
public abstract class RoutingTest {

  /** A request that goes to {@code coding}. */
  protected static final String CODING =
      "The build fails with a NullPointerException in OrderService, find out why";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  protected static final FakePlatform PLATFORM = FakePlatform.start();

  @Autowired protected ServiceClient client;
  @Autowired protected RecordedEvents recorded;
  @Autowired protected MutableClock clock;
  @Autowired protected JdbcClient jdbc;
  @Autowired private Events events;
  @Autowired private KnownAgents agents;
  @Autowired private ChooseAgent chooseAgent;

  @DynamicPropertySource
  static void peers(DynamicPropertyRegistry properties) {
    properties.add("signalbox.peers.streaming", PLATFORM::url);
    properties.add("signalbox.peers.cost", PLATFORM::url);
    properties.add("signalbox.peers.mcp-pool", PLATFORM::url);
    properties.add("signalbox.routing.remote.allow-private-addresses", () -> "true");
    properties.add("signalbox.routing.lease", () -> "10s");
    properties.add("signalbox.routing.fallback.breaker.window", () -> "30");
    properties.add("signalbox.routing.fallback.breaker.minimum", () -> "30");
    properties.add("signalbox.routing.fallback.breaker.failure-rate", () -> "90");
    properties.add("signalbox.routing.sweep.interval", () -> "500ms");
    // Agents that failed in one test are not to be chosen less in another.
    properties.add("signalbox.routing.decision.weights.outcome", () -> "0");
    properties.add("signalbox.routing.tools.remembered", () -> "0s");
    properties.add("signalbox.sse.keep-alive", () -> "200ms");
  }

  @BeforeEach
  void learnTheAgents() {
    if (agents.isEmpty()) {
      Catalogue.shortDefinitions().forEach(this::publishAgent);
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> chooseAgent.size() >= Catalogue.agents().size());
  }

  @AfterEach
  void resetTheFakes() {
    PLATFORM.reset();
    clock.reset();
  }

  /** Has the registry say how an agent is defined now. */
  protected void publishAgent(JsonNode definition) {
    String id = definition.path("agent_id").asString();
    recorded.publish(
        Topics.AGENTS,
        id,
        events.create("signalbox.agent.registered.v1", "agent/" + id, definition));
  }

  /**
   * Registers agents and waits until they are known, and, if they are in service, can be chosen.
   * They are learnt together: one after the other takes as long for each.
   */
  protected void define(String... definitions) {
    List<Agent> wanted = new ArrayList<>();
    for (String definition : definitions) {
      JsonNode node = JSON.readTree(definition);
      wanted.add(JSON.treeToValue(node, AgentDefinition.class).toAgent());
      publishAgent(node);
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> wanted.stream().allMatch(agent -> agent.equals(agents.find(agent.id()))));
    awaitLearning();
  }

  /** Removes agents and waits until they are not known any more. */
  protected void forget(String... ids) {
    List<String> known = Stream.of(ids).filter(id -> agents.find(id) != null).toList();
    for (String id : known) {
      recorded.publish(
          Topics.AGENTS,
          id,
          events.create("signalbox.agent.deleted.v1", "agent/" + id, JSON.createObjectNode()));
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> known.stream().allMatch(id -> agents.find(id) == null));
    awaitLearning();
  }

  private void awaitLearning() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> chooseAgent.hasLearnt(agents.all()));
  }

  /** A caller that is confined to these agents. */
  protected ServiceClient callerFor(String... agentIds) {
    return client
        .with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.OPERATOR).claim("agents", List.of(agentIds)).sign())
        .with("Accept", "application/json");
  }

  /** A caller of its own, so that tests do not see each other's conversations. */
  protected ServiceClient callerNamed(String user, Role... roles) {
    return client.with(
        "Authorization",
        "Bearer "
            + TestTokens.token(roles).claim("user", user).claim("sub", IdKind.KEY.next()).sign());
  }

  protected static String ask(String message) {
    return "{\"message\":\"" + message + "\"}";
  }

  protected static String ask(String message, String conversationId) {
    return "{\"message\":\"%s\",\"conversation_id\":\"%s\"}".formatted(message, conversationId);
  }

  protected List<EventStream.Received> stream(String body) {
    try (EventStream stream = client.sse("/api/v1/agents/message", body)) {
      assertThat(stream.status()).isEqualTo(200);
      return stream.all();
    }
  }

  protected ServiceClient.Answer post(String body) {
    return client.with("Accept", "application/json").post("/api/v1/agents/message", body);
  }

  protected List<JsonNode> messages(String conversationId) {
    return client
        .get("/api/v1/conversations/" + conversationId + "/messages")
        .json()
        .path("data")
        .valueStream()
        .toList();
  }

  protected Event conversationEvent(String conversationId, String what) {
    return recorded.awaitEvent(
        Topics.CONVERSATIONS,
        event ->
            event.subject().equals("conversation/" + conversationId)
                && event.type().equals("signalbox.conversation." + what + ".v1"));
  }
}
