package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RelayIntegrationTests extends RoutingTest {

  private static final String AND =
      "{\"message\":\"And now?\",\"agent_id\":\"coding\",\"conversation_id\":\"%s\"}";

  private String begun() {
    return post(ask(CODING)).json().path("conversation_id").asString();
  }

  /**
   * Turns of 605 tokens a message, for the strictest of the agent's models 999; with the two that
   * are there they make 2 + 2 × turns.
   */
  private void fill(String conversation, int turns) {
    jdbc.sql(
            """
            INSERT INTO messages (message_id, conversation_id, position, role, content, tokens, run_id, agent_id, created_at)
            SELECT 'msg_fill' || :conversation || p, :conversation, p, CASE WHEN p % 2 = 1 THEN 'user' ELSE 'assistant' END,
                'said ' || p, 605, 'run_x', CASE WHEN p % 2 = 1 THEN NULL ELSE 'coding' END, now()
            FROM generate_series(3, 2 + 2 * :turns) p""")
        .param("conversation", conversation)
        .param("turns", turns)
        .update();
    jdbc.sql("UPDATE conversations SET message_count = 2 + 2 * :turns WHERE conversation_id = :id")
        .param("turns", turns)
        .param("id", conversation)
        .update();
  }

  private static List<String> contents(JsonNode call) {
    return call.path("messages")
        .valueStream()
        .map(message -> message.path("content").asString())
        .toList();
  }

  private JsonNode relayOf(String conversation) {
    String last =
        jdbc.sql(
                "SELECT message_id FROM messages WHERE conversation_id = :id AND role = 'user' ORDER BY position DESC LIMIT 1")
            .param("id", conversation)
            .query(String.class)
            .single();
    return client
        .get("/api/v1/conversations/" + conversation + "/messages/" + last + "/relay")
        .json()
        .path("data");
  }

  @Test
  void showsWholeTurnsThatFitAndSaysThatOthersAreLeftOut() {
    String conversation = begun();
    fill(conversation, 5);

    ServiceClient.Answer answer = post(AND.formatted(conversation));

    assertThat(answer.status()).isEqualTo(200);
    List<String> shown = contents(PLATFORM.modelCalls().get(1).body());
    assertThat(shown.subList(1, shown.size()))
        .containsExactly("said 7", "said 8", "said 9", "said 10", "said 11", "said 12", "And now?");
    assertThat(shown.getFirst()).contains("6 earlier messages are left out.");
    JsonNode relay = relayOf(conversation).path(0);
    assertThat(relay.path("agent_id").asString()).isEqualTo("coding");
    assertThat(relay.path("token_limit").asInt()).isEqualTo(6_000);
    assertThat(relay.path("model").asString()).isEqualTo("mistral/codestral-latest");
    assertThat(relay.path("tokeniser").asString()).isEqualTo("o200k_base times 1.1");
    assertThat(relay.path("tokens").asInt()).isEqualTo(5_994);
    assertThat(relay.path("left_out").asInt()).isEqualTo(6);
    assertThat(relay.path("recent")).hasSize(6);
    assertThat(relay.path("recent").path(0).path("content").asString()).isEqualTo("said 7");
  }

  @Test
  void putsOlderMessagesInShortOnceAndBehindTheBack() {
    String conversation = begun();
    fill(conversation, 6);
    PLATFORM.next(Reply.saying("Answered"), Reply.saying("They talked ", "of builds."));

    ServiceClient.Answer first = post(AND.formatted(conversation));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM summaries WHERE conversation_id = :id AND up_to = 8")
                        .param("id", conversation)
                        .query(Long.class)
                        .single()
                    == 1);
    JsonNode summarising = PLATFORM.modelCalls().get(2).body();
    ServiceClient.Answer second = post(AND.formatted(conversation));

    assertThat(first.json().path("content").asString()).isEqualTo("Answered");
    assertThat(second.status()).isEqualTo(200);
    assertThat(contents(summarising).getLast())
        .contains("User: said 3")
        .contains("Agent coding: said 8")
        .doesNotContain("said 9");
    List<String> shown = contents(PLATFORM.modelCalls().get(3).body());
    assertThat(shown.getFirst()).contains("They talked of builds.").contains("left out");
    assertThat(relayOf(conversation).path(0).path("summary").asString())
        .isEqualTo("They talked of builds.");
    assertThat(PLATFORM.modelCalls()).hasSize(4);
  }

  @Test
  void showsPinnedMessagesHoweverOldTheyAre() {
    String conversation = begun();
    fill(conversation, 5);
    String path =
        "/api/v1/conversations/" + conversation + "/messages/msg_fill" + conversation + "3/pin";

    assertThat(client.put(path, "").status()).isEqualTo(204);
    JsonNode answer = post(AND.formatted(conversation)).json();

    assertThat(answer.path("content").asString()).isNotEmpty();
    List<String> shown = contents(PLATFORM.modelCalls().get(1).body());
    assertThat(shown.subList(1, 4)).containsExactly("said 3", "said 9", "said 10");
    assertThat(relayOf(conversation).path(0).path("pinned").path(0).path("pinned").asBoolean())
        .isTrue();
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(messages(conversation).get(2).path("pinned").asBoolean()).isFalse();
  }

  @Test
  void tellsTheNextAgentWhoAnsweredBefore() {
    String conversation = begun();

    ServiceClient.Answer answer =
        post(
            "{\"message\":\"And now?\",\"agent_id\":\"database\",\"conversation_id\":\"%s\"}"
                .formatted(conversation));

    assertThat(answer.json().path("taken_over_from").asString()).isEqualTo("coding");
    assertThat(contents(PLATFORM.modelCalls().getLast().body()).getFirst())
        .contains("Answers below were given by other agents: coding.")
        .contains("You take this conversation over from coding.");
  }

  @Test
  void showsRelaysAndPinsOnlyToTheOwner() {
    ServiceClient ada = callerNamed("ada", Role.OPERATOR);
    String conversation =
        ada.with("Accept", "application/json")
            .post("/api/v1/agents/message", ask(CODING))
            .json()
            .path("conversation_id")
            .asString();
    String message = messages(conversation).getFirst().path("message_id").asString();
    String path = "/api/v1/conversations/" + conversation + "/messages/";

    assertThat(ada.get(path + message + "/relay").json().path("data")).isEmpty();
    assertThat(ada.get(path + "msg_other/relay").problemCode()).isEqualTo("message_not_found");
    assertThat(ada.put(path + "msg_other/pin", "").problemCode()).isEqualTo("message_not_found");
    ServiceClient bob = callerNamed("bob", Role.OPERATOR);
    assertThat(bob.get(path + message + "/relay").problemCode())
        .isEqualTo("conversation_not_found");
    assertThat(bob.put(path + message + "/pin", "").status()).isEqualTo(404);
    assertThat(callerNamed("ada", Role.VIEWER).put(path + message + "/pin", "").status())
        .isEqualTo(403);
  }
}
