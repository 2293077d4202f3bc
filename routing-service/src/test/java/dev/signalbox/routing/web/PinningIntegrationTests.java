package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.RoutingTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PinningIntegrationTests extends RoutingTest {

  private static final String MARKETING = "{\"agent_id\":\"marketing\"}";

  private String begun() {
    return post(ask(CODING)).json().path("conversation_id").asString();
  }

  private static String pin(String conversation) {
    return "/api/v1/conversations/" + conversation + "/pin";
  }

  private JsonNode routing(String message, String conversation) {
    EventStream.Received first = stream(ask(message, conversation)).getFirst();
    assertThat(first.name()).isEqualTo("routing");
    return first.json();
  }

  @Test
  void hasOneAgentAnswerEverythingUntilItIsUnpinned() {
    String conversation = begun();

    JsonNode pinned = client.put(pin(conversation), MARKETING).json();
    JsonNode first = routing(CODING, conversation);
    JsonNode second = routing(CODING, conversation);
    JsonNode decided = client.post("/api/v1/routing/decide", ask(CODING, conversation)).json();
    ServiceClient.Answer unpinned = client.delete(pin(conversation));
    JsonNode third = routing(CODING, conversation);

    assertThat(pinned.path("pinned_agent_id").asString()).isEqualTo("marketing");
    assertThat(first.path("agent_id").asString()).isEqualTo("marketing");
    assertThat(first.path("basis").asString()).isEqualTo("pinned");
    assertThat(first.path("taken_over_from").asString()).isEqualTo("coding");
    assertThat(second.path("taken_over_from").isNull()).isTrue();
    assertThat(decided.path("basis").asString()).isEqualTo("pinned");
    assertThat(decided.path("tier").asString()).isEqualTo("rules");
    assertThat(unpinned.status()).isEqualTo(204);
    assertThat(third.path("agent_id").asString()).isEqualTo("coding");
    assertThat(third.path("taken_over_from").asString()).isEqualTo("marketing");
    assertThat(conversationEvent(conversation, "routed").data().path("taken_over_from").isNull())
        .as("of the first message")
        .isTrue();
  }

  @Test
  void givesWayToAnAgentThatIsNamed() {
    String conversation = begun();
    client.put(pin(conversation), MARKETING);

    assertThat(routing("@coding And now?", conversation).path("basis").asString())
        .isEqualTo("mention");
    assertThat(
            post("{\"message\":\"And now?\",\"agent_id\":\"database\",\"conversation_id\":\"%s\"}"
                    .formatted(conversation))
                .json()
                .path("agent_id")
                .asString())
        .isEqualTo("database");
  }

  @Test
  void isPassedOverWhereTheCallerMayNotUseTheAgent() {
    String conversation = begun();
    client.put(pin(conversation), MARKETING);

    JsonNode answer =
        callerFor("coding").post("/api/v1/agents/message", ask(CODING, conversation)).json();

    assertThat(answer.path("agent_id").asString()).isEqualTo("coding");
  }

  @Test
  void refusesWhatCannotBePinned() {
    String conversation = begun();

    assertThat(client.put(pin(conversation), "{\"agent_id\":\"nobody\"}").problemCode())
        .isEqualTo("agent_not_found");
    assertThat(client.put(pin(conversation), "{}").problemCode()).isEqualTo("invalid_request");
    assertThat(client.put(pin("conv_none"), MARKETING).problemCode())
        .isEqualTo("conversation_not_found");
    assertThat(callerFor("coding").put(pin(conversation), MARKETING).problemCode())
        .isEqualTo("agent_forbidden");
    ServiceClient bob = callerNamed("bob", Role.OPERATOR);
    assertThat(bob.put(pin(conversation), MARKETING).status()).isEqualTo(404);
    assertThat(bob.delete(pin(conversation)).status()).isEqualTo(404);
    assertThat(callerNamed("ada", Role.VIEWER).put(pin(conversation), MARKETING).status())
        .isEqualTo(403);
  }
}
