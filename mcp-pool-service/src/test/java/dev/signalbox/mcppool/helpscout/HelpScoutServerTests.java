package dev.signalbox.mcppool.helpscout;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.local.LocalServerFailed;
import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.testing.FakeMailboxApi;
import dev.signalbox.mcppool.transport.HttpCalls;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HelpScoutServerTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FakeMailboxApi api = new FakeMailboxApi();
  private final HttpConnections connections =
      new HttpConnections(new AddressGuard(true), 16, 16, ofSeconds(5), ofSeconds(60));
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final HelpScoutServer server = server(FakeMailboxApi.CLIENT_SECRET);

  @AfterEach
  void close() {
    connections.close();
    api.close();
  }

  @Test
  void conversationsAreSearchedPageByPage() throws InterruptedException {
    JsonNode first = result("search_conversations", "{\"query\": \"(tag:\\\"vip\\\")\"}");
    assertThat(first.at("/conversations/0/subject").stringValue()).isEqualTo("Where is it?");
    assertThat(first.get("total").intValue()).isEqualTo(2);
    assertThat(first.get("next_page").intValue()).isEqualTo(2);
    assertThat(first.toString()).doesNotContain("_links", "_embedded");

    JsonNode both = result("search_conversations", "{\"status\": \"open\", \"pages\": 8}");
    assertThat(both.get("conversations")).hasSize(2);
    assertThat(both.has("next_page")).isFalse();
    assertThat(api.requests())
        .containsExactly(
            "GET conversations?page=1&query=%28tag%3A%22vip%22%29&status=all",
            "GET conversations?page=1&status=open", "GET conversations?page=2");
  }

  @Test
  void aConversationIsReadWithItsThreads() throws InterruptedException {
    JsonNode conversation = result("get_conversation", "{\"conversation_id\": 1}");

    assertThat(conversation.at("/threads/0/body").stringValue())
        .isEqualTo("<p>Where is my order?</p>");
    assertThat(conversation.at("/primaryCustomer/email").stringValue())
        .isEqualTo("ada@example.com");
  }

  @Test
  void customersMailboxesAndTagsAreRead() throws InterruptedException {
    JsonNode none = result("search_customers", "{\"email\": \"no\\\"body@example.com\"}");
    assertThat(none.get("customers")).isEmpty();
    assertThat(api.requests().getFirst())
        .isEqualTo("GET customers?page=1&query=%28email%3A%22nobody%40example.com%22%29");
    JsonNode customer = result("get_customer", "{\"customer_id\": 7}");
    assertThat(customer.at("/emails/0/value").stringValue()).isEqualTo("ada@example.com");
    assertThat(customer.has("photoUrl")).isFalse();
    assertThat(result("list_mailboxes", "{}").at("/mailboxes/0/name").stringValue())
        .isEqualTo("Support");
    assertThat(result("list_tags", "{}").at("/tags/0/name").stringValue()).isEqualTo("vip");
  }

  @Test
  void aReplyIsADraftAndLeavesTheConversationAsItIs() throws InterruptedException {
    JsonNode created =
        result(
            "draft_reply",
            "{\"conversation_id\": 1, \"text\": \"On its way\", \"cc\": [\"b@example.com\"]}");

    assertThat(created.get("thread_id").stringValue()).isEqualTo("9001");
    JsonNode sent = body("POST conversations/1/reply ");
    assertThat(sent.get("draft").booleanValue()).isTrue();
    assertThat(sent.at("/customer/id").intValue()).isEqualTo(7);
    assertThat(sent.get("status").stringValue()).isEqualTo("pending");
    assertThat(sent.at("/cc/0").stringValue()).isEqualTo("b@example.com");
  }

  @Test
  void aNoteIsAdded() throws InterruptedException {
    result("add_note", "{\"conversation_id\": 1, \"text\": \"Called back\"}");

    assertThat(body("POST conversations/1/notes ").get("text").stringValue())
        .isEqualTo("Called back");
  }

  @Test
  void tagsThatAreNotNamedStay() throws InterruptedException {
    result("update_tags", "{\"conversation_id\": 1, \"add\": [\"late\"], \"remove\": [\"x\"]}");
    assertThat(body("PUT conversations/1/tags ").get("tags").valueStream())
        .extracting(JsonNode::stringValue)
        .containsExactly("vip", "late");

    int before = api.requests().size();
    result("update_tags", "{\"conversation_id\": 1, \"add\": [\"vip\"]}");
    assertThat(api.requests()).hasSize(before + 1);
  }

  @Test
  void oneTokenServesAllAndIsRenewedOnceItIsRefused() throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<JsonNode> call = () -> result("list_tags", "{}");
      assertThat(executor.invokeAll(Collections.nCopies(10, call)))
          .allSatisfy(answer -> assertThat(answer.get().get("tags")).hasSize(1));
    }
    assertThat(api.tokens()).isEqualTo(1);

    api.expireTokens();
    assertThat(result("list_tags", "{}").get("tags")).hasSize(1);
    assertThat(api.tokens()).isEqualTo(3);
  }

  @Test
  void aLimitIsWaitedForAndTheCallIsSentAgain() throws InterruptedException {
    api.throttle(7);
    assertThat(result("add_note", "{\"conversation_id\": 1, \"text\": \"a\"}").get("thread_id"))
        .isNotNull();

    assertThat(pauses).hasSize(1);
    assertThat(pauses.getFirst()).isBetween(ofSeconds(5), ofSeconds(7));
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  void aLimitThatOutlastsTheCallIsSaidAtOnceToAllCalls() throws InterruptedException {
    api.throttle(60);
    assertThat(error("list_tags", "{}")).contains("takes no more calls", "try again then");
    assertThat(error("list_mailboxes", "{}")).contains("takes no more calls");
    assertThat(api.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatIsRefusedSaysWhy() throws InterruptedException {
    api.refuse(
        400,
        """
        {"message": "Validation error",
         "_embedded": {"errors": [{"path": "text", "message": "may not be empty"}]}}
        """);
    assertThat(error("add_note", "{\"conversation_id\": 1, \"text\": \" \"}"))
        .contains("HTTP 400", "Validation error", "text may not be empty");
    assertThat(error("get_customer", "{\"customer_id\": 8}")).contains("HTTP 404");
    api.refuse(200, "<html>");
    assertThat(error("list_tags", "{}")).contains("no JSON");
  }

  @Test
  void aTokenFollowsNoLinkElsewhere() throws InterruptedException {
    api.linkTo("http://127.0.0.2:" + api.url().getPort() + "/v2/conversations?page=2");

    assertThat(error("search_conversations", "{\"pages\": 2}")).contains("leads elsewhere");
  }

  @Test
  void wrongCredentialsAreSaidSoWithoutShowingThem() {
    assertThatThrownBy(() -> server("wr0ng").open(TimeLimit.in(ofSeconds(5))))
        .isInstanceOf(LocalServerFailed.class)
        .hasMessageContaining("refused client_id and client_secret")
        .hasMessageNotContaining("wr0ng");
  }

  @Test
  void everyToolThatIsOfferedIsThereAndTheReadingOnesSaySo() throws InterruptedException {
    assertThat(server.tools()).hasSize(9);
    for (JsonNode tool : server.tools()) {
      String name = tool.get("name").stringValue();
      boolean reads = name.matches("(list|search|get)_.*");
      assertThat(tool.at("/annotations/readOnlyHint").booleanValue()).as(name).isEqualTo(reads);
      JsonNode unused = server.call(name, JSON.createObjectNode(), TimeLimit.in(ofSeconds(10)));
    }
  }

  private HelpScoutServer server(String secret) {
    return new HelpScoutServer(
        new HttpCalls(connections), api.url(), FakeMailboxApi.CLIENT_ID, secret, pauses::add);
  }

  private JsonNode body(String start) {
    return api.requests().stream()
        .filter(request -> request.startsWith(start))
        .map(request -> JSON.readTree(request.substring(start.length())))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode result(String tool, String arguments) throws InterruptedException {
    JsonNode result = call(tool, arguments);
    assertThat(result.has("isError")).as(result.toString()).isFalse();
    return result.get("structuredContent");
  }

  private String error(String tool, String arguments) throws InterruptedException {
    JsonNode result = call(tool, arguments);
    assertThat(result.path("isError").asBoolean(false)).as(result.toString()).isTrue();
    return result.at("/content/0/text").stringValue();
  }

  private JsonNode call(String tool, String arguments) throws InterruptedException {
    return server.call(tool, JSON.readTree(arguments), TimeLimit.in(ofSeconds(20)));
  }
}
