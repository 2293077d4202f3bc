package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.testing.RoutingTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ConversationsIntegrationTests extends RoutingTest {

  @Autowired private Conversations conversations;

  private String begin(ServiceClient caller) {
    ServiceClient.Answer answer =
        caller.with("Accept", "application/json").post("/api/v1/agents/message", ask(CODING));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("conversation_id").asString();
  }

  @Test
  void showsCallersTheirOwn() {
    ServiceClient ada = callerNamed("ada", Role.OPERATOR);
    ServiceClient bob = callerNamed("bob", Role.OPERATOR);
    String conversation = begin(ada);

    assertThat(ada.get("/api/v1/conversations/" + conversation).json().path("title").asString())
        .isEqualTo(CODING);
    assertThat(ada.get("/api/v1/conversations/" + conversation).json().path("agent_id").asString())
        .isEqualTo("coding");
    assertThat(ada.get("/api/v1/conversations/" + conversation + "/messages").json().path("data"))
        .hasSize(2);
    assertThat(bob.get("/api/v1/conversations/" + conversation).problemCode())
        .isEqualTo("conversation_not_found");
    assertThat(bob.get("/api/v1/conversations/" + conversation + "/messages").status())
        .isEqualTo(404);
    assertThat(bob.post("/api/v1/agents/message", ask(CODING, conversation)).status())
        .isEqualTo(404);
    assertThat(bob.get("/api/v1/conversations").json().path("data")).isEmpty();
    assertThat(client.get("/api/v1/conversations/" + conversation).status()).isEqualTo(200);
  }

  @Test
  void keepsAUsersConversationsWhenTheKeyIsReplaced() {
    String conversation = begin(callerNamed("grace", Role.OPERATOR));

    assertThat(
            callerNamed("grace", Role.VIEWER).get("/api/v1/conversations/" + conversation).status())
        .isEqualTo(200);
  }

  @Test
  void listsThemInPagesNewestFirst() {
    ServiceClient caller = callerNamed("lister", Role.OPERATOR);
    List<String> begun = List.of(begin(caller), begin(caller), begin(caller));

    List<String> listed = new ArrayList<>();
    String path = "/api/v1/conversations?limit=2";
    while (path != null) {
      JsonNode page = caller.get(path).json();
      page.path("data").forEach(item -> listed.add(item.path("conversation_id").asString()));
      JsonNode cursor = page.path("next_cursor");
      path = cursor.isNull() ? null : "/api/v1/conversations?limit=2&cursor=" + cursor.asString();
    }

    assertThat(listed).containsExactlyElementsOf(begun.reversed());
  }

  @Test
  void pagesThroughMessagesInOrder() {
    ServiceClient caller = callerNamed("pager", Role.OPERATOR);
    String path = "/api/v1/conversations/" + begin(caller) + "/messages?limit=1";

    JsonNode first = caller.get(path).json();
    JsonNode second = caller.get(path + "&cursor=" + first.path("next_cursor").asString()).json();

    assertThat(first.path("data").get(0).path("role").asString()).isEqualTo("user");
    assertThat(second.path("data").get(0).path("role").asString()).isEqualTo("assistant");
    assertThat(second.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void refusesPagesThatAreNone() {
    assertThat(client.get("/api/v1/conversations?limit=0").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/conversations?limit=1000").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/conversations?limit=many").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/conversations?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void forgetsWhatNobodyHasUsedForLong() {
    String conversation = begin(callerNamed("forgotten", Role.OPERATOR));
    clock.advance(Duration.ofDays(200));
    String fresh = begin(callerNamed("fresh", Role.OPERATOR));

    conversations.expire(Duration.ofDays(180), 10_000);

    assertThat(conversations.find(conversation, null)).isEmpty();
    assertThat(conversations.find(fresh, null)).isPresent();
  }
}
