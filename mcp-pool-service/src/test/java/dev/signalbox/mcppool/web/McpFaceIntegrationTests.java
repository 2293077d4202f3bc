package dev.signalbox.mcppool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.agent.KnownAgents;
import dev.signalbox.mcppool.testing.MisbehavingServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@ServiceIntegrationTest
class McpFaceIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final String VERSION = "2026-07-28";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ServiceClient client;
  private final KnownAgents agents;
  private final RecordedEvents recorded;

  McpFaceIntegrationTests(
      @Autowired ServiceClient client,
      @Autowired KnownAgents agents,
      @Autowired RecordedEvents recorded) {
    this.client = client;
    this.agents = agents;
    this.recorded = recorded;
  }

  @BeforeEach
  void registerServers() {
    register("face-a", MisbehavingServer.arguments("offers"));
    register("face-b", MisbehavingServer.arguments("offers", "modern"));
  }

  @AfterEach
  void removeServers() {
    client.delete(SERVERS + "/face-a");
    client.delete(SERVERS + "/face-b");
  }

  @Test
  void aLegacyAgentUsesTheToolsOfEveryServer() {
    Answer initialized =
        client.post(
            "/mcp", legacy("initialize", params -> params.put("protocolVersion", "2025-06-18")));
    assertThat(initialized.status()).isEqualTo(200);
    assertThat(initialized.json().at("/result/protocolVersion").stringValue())
        .isEqualTo("2025-06-18");
    assertThat(initialized.json().at("/result/capabilities/tools").isObject()).isTrue();
    ServiceClient agent =
        client
            .with("Mcp-Session-Id", Objects.requireNonNull(initialized.header("Mcp-Session-Id")))
            .with("MCP-Protocol-Version", "2025-06-18");
    Answer notified =
        agent.post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(notified.status()).isEqualTo(202);
    assertThat(notified.body()).isEmpty();

    JsonNode listed = last(agent.post("/mcp", legacy("tools/list", params -> {})));
    assertThat(names(listed)).contains("face-a__echo", "face-b__echo").isSorted();
    assertThat(listed.at("/result/resultType").isMissingNode()).isTrue();
    assertThat(text(agent.post("/mcp", legacyCall("face-b__echo", "hi")))).isEqualTo("hi");
    assertThat(agent.post("/mcp", legacy("ping", params -> {})).json().get("result")).isEmpty();
    assertThat(error(agent.post("/mcp", legacy("nonsense", params -> {})), 200)).isEqualTo(-32601);
  }

  @Test
  void aModernAgentIsServedFromServersOfEitherEra() {
    JsonNode discovered = last(modern("server/discover", null, params -> {})).get("result");
    assertThat(discovered.get("supportedVersions").get(0).stringValue()).isEqualTo(VERSION);
    assertThat(discovered.get("cacheScope").stringValue()).isEqualTo("public");

    JsonNode listed = last(modern("tools/list", null, params -> {}));
    assertThat(names(listed)).contains("face-a__echo", "face-b__echo");
    assertThat(listed.at("/result/resultType").stringValue()).isEqualTo("complete");
    assertThat(listed.at("/result/ttlMs").isIntegralNumber()).isTrue();
    assertThat(listed.at("/result/cacheScope").stringValue()).isEqualTo("private");

    Answer called =
        modern("tools/call", "face-a__echo", params -> echo(params, "face-a__echo", "hi"));
    assertThat(text(called)).isEqualTo("hi");
    assertThat(last(called).at("/result/_meta/io.modelcontextprotocol~1serverInfo/name").isString())
        .isTrue();
  }

  @Test
  void aLegacyAgentIsToldWhichListsChange() {
    try (EventStream told = client.with("MCP-Protocol-Version", "2025-11-25").sse("/mcp")) {
      assertThat(told.status()).isEqualTo(200);
      assertThat(text(client.post("/mcp", legacyCall("face-a__grow", "x")))).isEqualTo("1");

      assertThat(List.of(method(told), method(told)))
          .containsExactlyInAnyOrder(
              "notifications/tools/list_changed", "notifications/prompts/list_changed");
    }
    assertThat(client.with("MCP-Protocol-Version", VERSION).sse("/mcp").status()).isEqualTo(405);
  }

  @Test
  void aModernAgentIsToldOfWhatItAskedFor() {
    ServiceClient agent =
        client.with("MCP-Protocol-Version", VERSION).with("Mcp-Method", "subscriptions/listen");
    String listen =
        modernBody(
            "subscriptions/listen",
            params ->
                params
                    .putObject("notifications")
                    .put("promptsListChanged", true)
                    .put("toolsListChanged", false));
    try (EventStream told = agent.sse("/mcp/face-b", listen)) {
      JsonNode acknowledged = json(told);
      assertThat(acknowledged.get("method").stringValue())
          .isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(acknowledged.at("/params/notifications").toString())
          .isEqualTo("{\"promptsListChanged\":true}");
      // Of another server, and of a list that was not asked for, nothing is told.
      assertThat(text(client.post("/mcp", legacyCall("face-a__grow", "x")))).isEqualTo("1");
      assertThat(text(client.post("/mcp", legacyCall("face-b__grow", "x")))).isEqualTo("1");

      JsonNode changed = json(told);
      assertThat(changed.get("method").stringValue())
          .isEqualTo("notifications/prompts/list_changed");
      assertThat(changed.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").intValue())
          .isEqualTo(1);
    }
  }

  @Test
  void aModernAgentIsToldWhichOfItsResourcesIsAnother() {
    List<String> wanted = List.of("signalbox:face-a/test://one", "signalbox:face-b/test://one");
    String listen =
        modernBody(
            "subscriptions/listen",
            params -> {
              ArrayNode uris = params.putObject("notifications").putArray("resourceSubscriptions");
              wanted.forEach(uris::add);
              uris.add("elsewhere://one");
            });
    ServiceClient agent =
        client.with("MCP-Protocol-Version", VERSION).with("Mcp-Method", "subscriptions/listen");
    try (EventStream told = agent.sse("/mcp", listen)) {
      assertThat(json(told).at("/params/notifications/resourceSubscriptions").valueStream())
          .extracting(JsonNode::stringValue)
          .isEqualTo(wanted);
      for (String server : List.of("face-a", "face-b")) {
        awaitWatched(server, "1");
        JsonNode updated = json(told);
        assertThat(updated.get("method").stringValue())
            .isEqualTo("notifications/resources/updated");
        assertThat(updated.at("/params/uri").stringValue())
            .isEqualTo("signalbox:%s/test://one/part".formatted(server));
      }
      // What happens while a server is not there is not known.
      client.post("/mcp", legacyCall("face-a__die", "x"));
      assertThat(json(told).at("/params/uri").stringValue()).isEqualTo(wanted.getFirst());
      awaitWatched("face-a", "1");
    }
    awaitWatched("face-a", "0");
  }

  @Test
  void aServerThatGoesIsAChange() {
    try (EventStream told = client.sse("/mcp")) {
      client.delete(SERVERS + "/face-b");

      assertThat(List.of(method(told), method(told), method(told))).doesNotHaveDuplicates();
    }
  }

  @Test
  void oneServerAloneIsMetUnderItsOwnNames() {
    JsonNode listed = last(client.post("/mcp/face-b", legacy("tools/list", params -> {})));
    assertThat(names(listed)).contains("echo").noneMatch(name -> name.contains("__"));
    assertThat(text(client.post("/mcp/face-b", legacyCall("echo", "hi")))).isEqualTo("hi");

    JsonNode read =
        last(
            client.post(
                "/mcp/face-b",
                legacy("resources/read", params -> params.put("uri", "test://one"))));
    assertThat(read.at("/result/contents/0/uri").stringValue()).isEqualTo("test://one");
    JsonNode prompts = last(client.post("/mcp/face-b", legacy("prompts/list", params -> {})));
    assertThat(values(prompts, "prompts", "name")).containsExactly("greet");
    assertThat(error(client.post("/mcp/nobody", legacy("tools/list", params -> {})), 400))
        .isEqualTo(-32602);
  }

  @Test
  void theResourcesOfEveryServerAreReadInEitherEra() {
    String ofA = "signalbox:face-a/test://one";
    String ofB = "signalbox:face-b/test://one";
    JsonNode listed = last(client.post("/mcp", legacy("resources/list", params -> {})));
    assertThat(values(listed, "resources", "uri")).containsExactly(ofA, ofB);
    JsonNode templates = last(modern("resources/templates/list", null, params -> {}));
    assertThat(values(templates, "resourceTemplates", "uriTemplate"))
        .containsExactly("signalbox:face-a/test://{name}", "signalbox:face-b/test://{name}");

    JsonNode read =
        last(client.post("/mcp", legacy("resources/read", params -> params.put("uri", ofB))))
            .get("result");
    assertThat(read.at("/contents/0/uri").stringValue()).isEqualTo(ofB);
    assertThat(read.at("/contents/0/text").stringValue()).isEqualTo("read test://one");
    assertThat(read.has("resultType")).isFalse();
    JsonNode modern =
        last(modern("resources/read", ofA, params -> params.put("uri", ofA))).get("result");
    assertThat(modern.at("/contents/0/uri").stringValue()).isEqualTo(ofA);
    assertThat(modern.get("cacheScope").stringValue()).isEqualTo("private");
    assertThat(modern.get("resultType").stringValue()).isEqualTo("complete");
    Event event =
        recorded.awaitEvent(
            Topics.MCP,
            one ->
                one.type().equals("signalbox.mcp.server-asked.v1")
                    && one.subject().equals("mcp-server/face-a")
                    && one.data().path("method").asString("").equals("resources/read"));
    assertThat(event.data().get("name").stringValue()).isEqualTo("test://one");
  }

  @Test
  void whatIsNoResourceOfTheCallersIsNone() {
    String nowhere = "signalbox:nowhere/test://one";
    String ofA = "signalbox:face-a/test://one";

    assertThat(
            error(
                client.post(
                    "/mcp", legacy("resources/read", params -> params.put("uri", "test://one"))),
                200))
        .isEqualTo(-32002);
    assertThat(error(modern("resources/read", nowhere, params -> params.put("uri", nowhere)), 200))
        .isEqualTo(-32602);
    assertThat(error(modern("resources/read", "other", params -> params.put("uri", ofA)), 400))
        .isEqualTo(-32020);
    assertThat(
            error(
                client
                    .as(Role.VIEWER)
                    .post("/mcp", legacy("resources/read", params -> params.put("uri", ofA))),
                403))
        .isEqualTo(-32600);
  }

  @Test
  void promptsAreListedGotAndCompletedAndAChangedListIsReadAnew() {
    JsonNode listed = last(client.post("/mcp", legacy("prompts/list", params -> {})));
    assertThat(values(listed, "prompts", "name")).containsExactly("face-a__greet", "face-b__greet");
    JsonNode got =
        last(
            modern(
                "prompts/get",
                "face-a__greet",
                params -> {
                  params.put("name", "face-a__greet");
                  params.putObject("arguments").put("who", "you");
                }));
    assertThat(got.at("/result/messages/0/content/text").stringValue()).isEqualTo("greet you");
    assertThat(got.at("/result/messages/1/content/uri").stringValue())
        .isEqualTo("signalbox:face-a/test://one");
    assertThat(completion("ref/prompt", "name", "face-b__greet")).isEqualTo("greet");
    assertThat(completion("ref/resource", "uri", "signalbox:face-b/test://{name}"))
        .isEqualTo("test://{name}");

    for (String server : List.of("face-a", "face-b")) {
      client.post("/mcp", legacyCall(server + "__grow", "x"));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          values(
                              last(client.post("/mcp", legacy("prompts/list", params -> {}))),
                              "prompts",
                              "name"))
                      .contains(server + "__greet-0"));
    }
  }

  private String completion(String type, String key, String name) {
    return last(client.post(
            "/mcp",
            legacy(
                "completion/complete",
                params -> {
                  params.putObject("ref").put("type", type).put(key, name);
                  params.putObject("argument").put("name", "who").put("value", "y");
                })))
        .at("/result/completion/values/0")
        .stringValue();
  }

  @Test
  void whatAModernRequestHasToBeItIsHeldTo() {
    String body = modernBody("tools/list", params -> {});
    ServiceClient without = client.with("MCP-Protocol-Version", VERSION);

    assertThat(error(without.post("/mcp", body), 400)).isEqualTo(-32020);
    assertThat(error(without.with("Mcp-Method", "tools/call").post("/mcp", body), 400))
        .isEqualTo(-32020);
    assertThat(error(client.with("Mcp-Method", "tools/list").post("/mcp", body), 400))
        .isEqualTo(-32020);
    assertThat(
            error(modern("tools/call", "other", params -> echo(params, "face-a__echo", "hi")), 400))
        .isEqualTo(-32020);
    assertThat(error(without.post("/mcp", legacy("tools/list", params -> {})), 400))
        .isEqualTo(-32602);
    assertThat(error(modern("initialize", null, params -> {}), 404)).isEqualTo(-32601);
    Answer future =
        client
            .with("MCP-Protocol-Version", "2099-01-01")
            .with("Mcp-Method", "tools/list")
            .post("/mcp", body.replace(VERSION, "2099-01-01"));
    assertThat(error(future, 400)).isEqualTo(-32022);
    assertThat(future.json().at("/error/data/supported/0").stringValue()).isEqualTo(VERSION);
    assertThat(error(client.post("/mcp", "[]"), 400)).isEqualTo(-32600);
    assertThat(without.get("/mcp").status()).isEqualTo(405);
  }

  @Test
  void whatGoesWrongIsANoteToTheModel() {
    Answer wrong =
        client.post("/mcp", legacy("tools/call", params -> params.put("name", "face-a__echo")));

    assertThat(last(wrong).at("/result/isError").booleanValue()).isTrue();
    assertThat(text(wrong)).contains("arguments.text is required");
    assertThat(error(client.post("/mcp", legacyCall("face-a__nothing", "x")), 200))
        .isEqualTo(-32602);
    assertThat(error(client.post("/mcp", legacyCall("nowhere__echo", "x")), 200)).isEqualTo(-32602);
    assertThat(error(client.post("/mcp", legacyCall("no-server", "x")), 200)).isEqualTo(-32602);
  }

  @Test
  void aPageOfAnotherOriginIsRefused() {
    String list = legacy("tools/list", params -> {});

    assertThat(error(client.with("Origin", "https://evil.example.com").post("/mcp", list), 403))
        .isEqualTo(-32600);
    assertThat(client.with("Origin", "http://localhost:6274").post("/mcp", list).status())
        .isEqualTo(200);
  }

  @Test
  void aResultThatIsTooLongIsANoteInItsPlace() {
    Answer answer = client.post("/mcp", legacyCall("face-a__long", "x"));

    assertThat(last(answer).at("/result/isError").booleanValue()).isTrue();
    assertThat(text(answer)).contains("ask for less");
  }

  @Test
  void aViewerReadsAndDoesNotCall() {
    ServiceClient viewer = client.as(Role.VIEWER);

    assertThat(names(last(viewer.post("/mcp", legacy("tools/list", params -> {})))))
        .contains("face-a__echo");
    assertThat(error(viewer.post("/mcp", legacyCall("face-a__echo", "x")), 403)).isEqualTo(-32600);
    assertThat(client.withoutToken().post("/mcp", legacy("tools/list", params -> {})).status())
        .isEqualTo(401);
  }

  @Test
  void anAgentSeesTheServersOfItsDefinition(
      @Autowired Events events, @Autowired Outbox outbox, @Autowired TransactionOperations tx) {
    tx.executeWithoutResult(
        status ->
            outbox.publish(
                Topics.AGENTS,
                "face-agent",
                events.create(
                    "signalbox.agent.registered.v1",
                    "agent/face-agent",
                    Map.of("mcp_tools", List.of("face-a")))));
    await().until(() -> agents.serversOf("face-agent").equals(Optional.of(Set.of("face-a"))));

    assertThat(
            names(last(client.post("/mcp?agent=face-agent", legacy("tools/list", params -> {})))))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("face-a__"));
    assertThat(text(client.post("/mcp?agent=face-agent", legacyCall("face-a__echo", "hi"))))
        .isEqualTo("hi");
    assertThat(error(client.post("/mcp?agent=face-agent", legacyCall("face-b__echo", "hi")), 200))
        .isEqualTo(-32602);
    assertThat(error(client.post("/mcp?agent=nobody", legacy("tools/list", params -> {})), 403))
        .isEqualTo(-32600);
  }

  @Test
  void aServerThatIsDownHidesNoOther() {
    register("face-down", MisbehavingServer.arguments("crash"));
    try {
      JsonNode listed = last(client.post("/mcp", legacy("tools/list", params -> {})));

      assertThat(names(listed)).contains("face-a__echo");
      assertThat(listed.at("/result/_meta/dev.signalbox~1degraded/face-down").stringValue())
          .contains("exited with code 3");
    } finally {
      client.delete(SERVERS + "/face-down");
    }
  }

  @Test
  void progressComesOverAnEventStreamUnderTheAgentsOwnToken() {
    String body =
        legacy(
            "tools/call",
            params -> {
              params.put("name", "face-a__progress");
              params.putObject("_meta").put("progressToken", "mine");
            });
    Answer answer = client.post("/mcp", body);

    assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
    List<JsonNode> messages = messages(answer);
    assertThat(messages).hasSize(2);
    assertThat(messages.getFirst().at("/params/progressToken").stringValue()).isEqualTo("mine");
    assertThat(messages.getFirst().at("/params/message").stringValue()).isEqualTo("half");
    assertThat(messages.getLast().at("/result/content/0/text").stringValue()).isEqualTo("done");
  }

  @Test
  void anAgentThatHangsUpCancelsItsCallAtTheServer() {
    try (EventStream hungUp = client.sse("/mcp", legacyCall("face-a__silence", "x"))) {
      assertThat(hungUp.status()).isEqualTo(200);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(text(client.post("/mcp", legacyCall("face-a__cancelled", "x"))))
                    .isEqualTo("1"));
  }

  @Test
  void aLegacyAgentCancelsByTheIdOfItsRequest() {
    ServiceClient agent = client.with("Mcp-Session-Id", "session-1");
    CompletableFuture<Answer> call =
        CompletableFuture.supplyAsync(() -> agent.post("/mcp", legacyCall("face-a__silence", "x")));
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";

    await()
        .until(
            () -> {
              client.with("Mcp-Session-Id", "session-2").post("/mcp", cancel);
              agent.post("/mcp", cancel);
              return call.isDone();
            });
    assertThat(call.join().body()).contains("told to stop");
  }

  private void awaitWatched(String server, String resources) {
    await()
        .until(
            () -> text(client.post("/mcp", legacyCall(server + "__touch", "x"))).equals(resources));
  }

  private static JsonNode json(EventStream told) {
    return Objects.requireNonNull(told.next()).json();
  }

  private static String method(EventStream told) {
    return json(told).get("method").stringValue();
  }

  private void register(String id, List<String> arguments) {
    Answer answer =
        client.post(
            SERVERS,
            JSON.writeValueAsString(
                Map.of(
                    "id",
                    id,
                    "transport",
                    Map.of("type", "stdio", "command", "node", "args", arguments))));
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(201);
  }

  private Answer modern(String method, @Nullable String name, Consumer<ObjectNode> fill) {
    ServiceClient agent =
        client
            .with("MCP-Protocol-Version", VERSION)
            .with("Mcp-Method", method)
            .with("Mcp-Name", name);
    return agent.post("/mcp", modernBody(method, fill));
  }

  private static String modernBody(String method, Consumer<ObjectNode> fill) {
    return legacy(
        method,
        params -> {
          ObjectNode meta = params.putObject("_meta");
          meta.put("io.modelcontextprotocol/protocolVersion", VERSION);
          meta.putObject("io.modelcontextprotocol/clientCapabilities");
          fill.accept(params);
        });
  }

  private static String legacyCall(String tool, String text) {
    return legacy("tools/call", params -> echo(params, tool, text));
  }

  private static void echo(ObjectNode params, String tool, String text) {
    params.put("name", tool);
    params.putObject("arguments").put("text", text);
  }

  private static String legacy(String method, Consumer<ObjectNode> fill) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    fill.accept(request.putObject("params"));
    return request.toString();
  }

  /** What came, as JSON if it came soon, and as an event stream if not. */
  private static List<JsonNode> messages(Answer answer) {
    return Objects.requireNonNull(answer.header("Content-Type")).startsWith("text/event-stream")
        ? answer
            .body()
            .lines()
            .filter(line -> line.startsWith("data: "))
            .map(line -> JSON.readTree(line.substring("data: ".length())))
            .toList()
        : List.of(answer.json());
  }

  private static JsonNode last(Answer answer) {
    return messages(answer).getLast();
  }

  private static int error(Answer answer, int status) {
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(status);
    return last(answer).at("/error/code").intValue();
  }

  private static String text(Answer answer) {
    return last(answer).at("/result/content/0/text").asString(answer.body());
  }

  private static List<String> names(JsonNode listed) {
    return values(listed, "tools", "name");
  }

  private static List<String> values(JsonNode listed, String field, String key) {
    return listed
        .at("/result/" + field)
        .valueStream()
        .map(entry -> entry.get(key).stringValue())
        .toList();
  }
}
