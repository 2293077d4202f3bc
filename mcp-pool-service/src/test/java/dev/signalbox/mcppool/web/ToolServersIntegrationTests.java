package dev.signalbox.mcppool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.testing.EverythingServer;
import dev.signalbox.mcppool.testing.MisbehavingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceIntegrationTest
class ToolServersIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ServiceClient client;
  private final RecordedEvents recorded;
  private final JdbcClient database;

  ToolServersIntegrationTests(
      @Autowired ServiceClient client,
      @Autowired RecordedEvents recorded,
      @Autowired JdbcClient database) {
    this.client = client;
    this.recorded = recorded;
    this.database = database;
  }

  @AfterEach
  void removeServers() {
    client
        .get(SERVERS)
        .json()
        .get("data")
        .forEach(server -> client.delete(SERVERS + "/" + server.get("id").stringValue()));
  }

  @Test
  void theReferenceServerWorksOverStdio() {
    register("everything", node(EverythingServer.stdioArguments()));

    assertThat(state("everything")).isEqualTo("stopped");
    assertThat(toolNames("everything")).contains("echo", "get-sum");
    assertThat(state("everything")).isEqualTo("ready");

    Answer answer = call("everything", "echo", "{\"message\":\"hi there\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("Echo: hi there");
    assertThat(answer.json().get("is_error").booleanValue()).isFalse();
    JsonNode structured =
        call("everything", "get-structured-content", "{\"location\":\"Chicago\"}").json();
    assertThat(structured.at("/structured_content/temperature").isNumber()).isTrue();
  }

  @Test
  void theReferenceServerWorksOverHttpAndItsRestartIsNotNoticed() {
    EverythingServer first = EverythingServer.overHttp();
    try (first) {
      register("remote", http(first.url().toString()));
      assertThat(toolNames("remote")).contains("echo");
      assertThat(text(call("remote", "echo", "{\"message\":\"one\"}"))).isEqualTo("Echo: one");
    }
    try (EverythingServer second = EverythingServer.overHttp(first.port())) {
      await()
          .atMost(Duration.ofSeconds(50))
          .untilAsserted(
              () ->
                  assertThat(call("remote", "echo", "{\"message\":\"two\"}").status())
                      .isEqualTo(200));
      assertThat(second.port()).isEqualTo(first.port());
    }
    assertThat(call("remote", "echo", "{\"message\":\"three\"}").problemCode())
        .isEqualTo("mcp_server_unavailable");
  }

  @Test
  void aServerOfTwoReplicasIsDrainedByOneAndOutlivesTheOther() {
    try (EverythingServer first = EverythingServer.overHttp()) {
      try (EverythingServer second = EverythingServer.overHttp()) {
        register("twins", replicas(first.url().toString(), second.url().toString()));
        assertThat(echoOfTwins("one").status()).isEqualTo(200);
        await().until(() -> readyConnections("twins") == 2);

        Answer drained = client.post(SERVERS + "/twins/replicas/1/drain", "");
        assertThat(drained.json().at("/drained_replicas/0").intValue()).isEqualTo(1);
        await().until(() -> readyConnections("twins") == 1);
        assertThat(echoOfTwins("two").status()).isEqualTo(200);
        assertThat(client.post(SERVERS + "/twins/replicas/2/drain", "").status()).isEqualTo(400);
        assertThat(client.post(SERVERS + "/twins/replicas/3/drain", "").status()).isEqualTo(404);

        client.post(SERVERS + "/twins/replicas/1/enable", "");
        assertThat(echoOfTwins("three").status()).isEqualTo(200);
        await().until(() -> readyConnections("twins") == 2);
      }
      long lost =
          IntStream.range(0, 10).filter(number -> echoOfTwins("four").status() != 200).count();
      assertThat(lost).isLessThanOrEqualTo(1);
    }
  }

  private Answer echoOfTwins(String message) {
    return call("twins", "echo", "{\"message\":\"" + message + "\"}");
  }

  @Test
  void replicasAreCheckedOneByOne() {
    String good = "http://127.0.0.1:9/mcp";
    assertThat(refusedField("x", replicas(good, good))).isEqualTo("transport.endpoints");
    assertThat(refusedField("x", replicas(good, "ftp://127.0.0.1/mcp")))
        .isEqualTo("transport.endpoints[1].url");
    assertThat(refusedField("x", with(replicas(good, "http://127.0.0.1:8/mcp"), "oauth", Map.of())))
        .isEqualTo("transport.endpoints");
    assertThat(
            refusedField(
                "x",
                Map.of(
                    "type",
                    "streamable_http",
                    "endpoints",
                    List.of(Map.of("url", good, "weight", 0)))))
        .isEqualTo("transport.weight");
  }

  @Test
  void theReferenceServerWorksOverTheFirstHttpTransport() {
    try (EverythingServer server = EverythingServer.overSse()) {
      register("older", http(server.sseUrl().toString()));

      assertThat(toolNames("older")).contains("echo");
      assertThat(text(call("older", "echo", "{\"message\":\"one\"}"))).isEqualTo("Echo: one");
    }
  }

  @Test
  void aModernServerWorksAndAnnouncesItsChanges() {
    register("modern", node(MisbehavingServer.arguments("modern")));

    assertThat(toolNames("modern")).contains("echo").doesNotContain("extra-0");
    assertThat(
            client.get(SERVERS + "/modern").json().at("/connection/protocol_version").stringValue())
        .isEqualTo("2026-07-28");
    assertThat(text(call("modern", "again", "{}"))).isEqualTo("round two");
    Answer asking = call("modern", "ask-back", "{}");
    assertThat(asking.problemCode()).isEqualTo("mcp_protocol_error");
    assertThat(asking.body()).contains("sampling/createMessage");
    call("modern", "grow", "{}");
    await().untilAsserted(() -> assertThat(toolNames("modern")).contains("extra-0"));
  }

  @Test
  void aListThatCannotBeReadAnewIsTheOneKnownBeforeAndSaysSo() {
    register("forgetful", node(MisbehavingServer.arguments("list-once")));
    assertThat(client.get(SERVERS + "/forgetful/tools").json().get("degraded").isNull()).isTrue();
    call("forgetful", "grow", "{}");

    await()
        .untilAsserted(
            () -> {
              JsonNode page = client.get(SERVERS + "/forgetful/tools").json();
              assertThat(page.get("degraded").asString("")).contains("no list today");
              assertThat(page.get("data")).isNotEmpty();
            });
  }

  @Test
  void aPoolKeepsItsConnectionsWarmAndOneThatDiesHarmsNoCallOfTheOthers() {
    register(
        "pooled",
        node(MisbehavingServer.arguments()),
        Map.of("sharing", "shared", "min", 2, "max", 3));
    await().until(() -> readyConnections("pooled") == 2);
    JsonNode health = client.get(SERVERS + "/pooled/health").json();
    assertThat(health.get("status").stringValue()).isEqualTo("healthy");
    assertThat(health.get("max").intValue()).isEqualTo(3);

    String killed = text(call("pooled", "pid", "{}"));
    process(killed).destroyForcibly();
    await()
        .until(
            () -> {
              Answer answer = call("pooled", "pid", "{}");
              return answer.status() == 200
                  && !text(answer).equals(killed)
                  && readyConnections("pooled") == 2;
            });
    assertThat(text(call("pooled", "echo", "{\"text\":\"on\"}"))).isEqualTo("on");
    assertThat(client.get("/api/v1/mcp/pool").json().at("/data/0/server_id").stringValue())
        .isEqualTo("pooled");
  }

  @Test
  void aHarmlessToolIsCalledAgainWhenItsServerDied() throws IOException {
    Files.deleteIfExists(Path.of("target/mcp-work/fragile/died"));
    register("fragile", node(MisbehavingServer.arguments()));

    Answer once = call("fragile", "die-once", "{}");
    assertThat(text(once)).isEqualTo("alive");
  }

  @Test
  void aServerThatIsDrainedEndsWhatItHasAndTakesNoMore() {
    register("drained", node(MisbehavingServer.arguments()));
    String before = text(call("drained", "pid", "{}"));
    CompletableFuture<Answer> slow =
        CompletableFuture.supplyAsync(() -> call("drained", "slow", "{}"));
    await().until(() -> inFlight("drained", "in_flight") == 1);

    JsonNode drained = client.post(SERVERS + "/drained/drain", "").json();
    assertThat(drained.get("availability").stringValue()).isEqualTo("drained");
    assertThat(drained.get("state").stringValue()).isEqualTo("stopped");
    assertThat(drained.get("reason").stringValue()).isEqualTo("it is drained");
    Answer refused = call("drained", "pid", "{}");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problemCode()).isEqualTo("mcp_server_out_of_service");
    assertThat(inFlight("drained", "draining")).isEqualTo(1);
    assertThat(text(slow.join())).isEqualTo(before);
    await().until(() -> ProcessHandle.of(Long.parseLong(before)).isEmpty());

    assertThat(
            client.post(SERVERS + "/drained/enable", "").json().get("availability").stringValue())
        .isEqualTo("enabled");
    assertThat(text(call("drained", "pid", "{}"))).isNotEqualTo(before);
    assertThat(event("signalbox.mcp.server-availability-changed.v1", "drained", "").toString())
        .contains("drained");
  }

  @Test
  void aServerThatIsDisabledEndsAtOnce() {
    register("disabled", node(MisbehavingServer.arguments()));
    String pid = text(call("disabled", "pid", "{}"));
    CompletableFuture<Answer> silent =
        CompletableFuture.supplyAsync(() -> call("disabled", "silence", "{}"));
    await().until(() -> inFlight("disabled", "in_flight") == 1);

    assertThat(client.post(SERVERS + "/disabled/disable", "").status()).isEqualTo(200);
    assertThat(silent.join().problemCode()).isEqualTo("mcp_server_unavailable");
    assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
    assertThat(client.post(SERVERS + "/unknown/disable", "").problemCode())
        .isEqualTo("unknown_mcp_server");
    assertThat(client.as(Role.OPERATOR).post(SERVERS + "/disabled/enable", "").status())
        .isEqualTo(403);
  }

  @Test
  void aServerThatIsChangedIsAnotherOneForTheNextCall() {
    register("changing", node(MisbehavingServer.arguments()));
    String before = text(call("changing", "pid", "{}"));
    Map<String, Object> other =
        Map.of(
            "description",
            "modern by now",
            "transport",
            node(MisbehavingServer.arguments("modern")),
            "pool",
            Map.of("max", 2));

    JsonNode changed = client.put(SERVERS + "/changing", other).json();
    assertThat(changed.get("description").stringValue()).isEqualTo("modern by now");
    assertThat(changed.at("/pool/max").intValue()).isEqualTo(2);
    assertThat(changed.get("changed_at").isString()).isTrue();
    assertThat(text(call("changing", "pid", "{}"))).isNotEqualTo(before);
    assertThat(
            client
                .get(SERVERS + "/changing")
                .json()
                .at("/connection/protocol_version")
                .stringValue())
        .isEqualTo("2026-07-28");
    await().until(() -> ProcessHandle.of(Long.parseLong(before)).isEmpty());

    assertThat(client.put(SERVERS + "/unknown", other).problemCode())
        .isEqualTo("unknown_mcp_server");
    assertThat(client.put(SERVERS + "/changing", with(other, "id", "another")).status())
        .isEqualTo(400);
    assertThat(client.as(Role.OPERATOR).put(SERVERS + "/changing", other).status()).isEqualTo(403);
  }

  @Test
  void aTestOfAServerSaysWhatHappenedAndLeavesNothing() {
    register("tried", node(MisbehavingServer.arguments()));
    JsonNode works = client.post(SERVERS + "/tried/test", "").json();
    assertThat(works.get("ok").booleanValue()).isTrue();
    assertThat(works.get("reason").isNull()).isTrue();
    assertThat(works.at("/connection/server_name").stringValue()).isEqualTo("misbehaving");
    assertThat(works.get("tools").valueStream().map(JsonNode::stringValue)).contains("echo");
    assertThat(state("tried")).isEqualTo("stopped");

    register("sick-at-heart", node(MisbehavingServer.arguments("crash")));
    JsonNode fails = client.post(SERVERS + "/sick-at-heart/test", "").json();
    assertThat(fails.get("ok").booleanValue()).isFalse();
    assertThat(fails.get("reason").stringValue()).contains("exited with code 3");
    assertThat(client.as(Role.OPERATOR).post(SERVERS + "/tried/test", "").status()).isEqualTo(403);
  }

  @Test
  void aToolIsCalledNoMoreOftenAndNoLongerThanItsLimitAllows() {
    register("limited", node(MisbehavingServer.arguments()));
    String limit = SERVERS + "/limited/tools/echo/limit";
    assertThat(client.put(limit, Map.of("calls_per_minute", 2)).status()).isEqualTo(200);
    assertThat(
            client
                .put(SERVERS + "/limited/tools/silence/limit", Map.of("timeout_ms", 200))
                .status())
        .isEqualTo(200);

    assertThat(call("limited", "echo", "{\"text\":\"1\"}").status()).isEqualTo(200);
    assertThat(call("limited", "echo", "{\"text\":\"2\"}").status()).isEqualTo(200);
    Answer third = call("limited", "echo", "{\"text\":\"3\"}");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.problemCode()).isEqualTo("tool_rate_limited");
    assertThat(third.json().get("retry_after_ms").longValue()).isBetween(1L, 60_000L);
    assertThat(call("limited", "pid", "{}").status()).isEqualTo(200);
    assertThat(call("limited", "silence", "{}").problemCode()).isEqualTo("deadline_exceeded");
    assertThat(event("signalbox.mcp.tool-called.v1", "limited", "rate_limited")).isNotNull();

    database
        .sql("UPDATE tool_limit SET minute_began = minute_began - interval '1 minute'")
        .update();
    assertThat(call("limited", "echo", "{\"text\":\"4\"}").status()).isEqualTo(200);
    assertThat(client.get(SERVERS + "/limited/limits").json().get("data")).hasSize(2);
    assertThat(client.delete(limit).status()).isEqualTo(204);
    assertThat(call("limited", "echo", "{\"text\":\"5\"}").json().has("cost_usd")).isFalse();
    assertThat(client.put(limit, Map.of("usd_per_call", "0.0000123")).json())
        .isEqualTo(
            JSON.readTree(
                """
                {"tool": "echo", "calls_per_minute": null, "timeout_ms": null, "usd_per_call": "0.0000123"}
                """));
    assertThat(call("limited", "echo", "{\"text\":\"6\"}").json().get("cost_usd").stringValue())
        .isEqualTo("0.0000123");
    assertThat(
            recorded
                .awaitEvent(
                    Topics.MCP,
                    one ->
                        one.subject().equals("mcp-server/limited")
                            && one.data().path("cost_usd").isString())
                .data()
                .get("cost_usd")
                .stringValue())
        .isEqualTo("0.0000123");

    assertThat(client.put(limit, Map.of()).status()).isEqualTo(400);
    assertThat(client.put(limit, Map.of("usd_per_call", "-1")).status()).isEqualTo(400);
    assertThat(client.put(limit, Map.of("usd_per_call", "cheap")).status()).isEqualTo(400);
    assertThat(client.put(limit, Map.of("usd_per_call", "0.00000000001")).status()).isEqualTo(400);
    assertThat(client.put(limit, Map.of("calls_per_minute", 0)).status()).isEqualTo(400);
    assertThat(client.put(SERVERS + "/nobody/tools/x/limit", Map.of("timeout_ms", 1)).problemCode())
        .isEqualTo("unknown_mcp_server");
    assertThat(client.as(Role.OPERATOR).put(limit, Map.of("timeout_ms", 1)).status())
        .isEqualTo(403);
  }

  @Test
  void aServerThatIsNotWellSaysWhy() {
    register("sick", node(MisbehavingServer.arguments("crash")));
    client.get(SERVERS + "/sick/tools");

    await().until(() -> state("sick").equals("crash_looping"));
    JsonNode health = client.get(SERVERS + "/sick/health").json();
    assertThat(health.get("status").stringValue()).isEqualTo("unhealthy");
    assertThat(health.get("reason").stringValue()).contains("exited with code 3");
    assertThat(health.at("/connections/0/state").stringValue()).isEqualTo("crash_looping");
    assertThat(client.get(SERVERS + "/unknown/health").problemCode())
        .isEqualTo("unknown_mcp_server");
  }

  @Test
  void aPoolThatMakesNoSenseIsRefusedNamingTheField() {
    assertThat(refusedPool(Map.of("max", 0))).isEqualTo("pool.max");
    assertThat(refusedPool(Map.of("min", 2))).isEqualTo("pool.min");
    assertThat(refusedPool(Map.of("sharing", "leased", "min", 1))).isEqualTo("pool.min");
    assertThat(refusedPool(Map.of("calls_per_connection", 0)))
        .isEqualTo("pool.calls_per_connection");
    assertThat(refusedPool(Map.of("max_idle_ms", 1))).isEqualTo("pool.max_idle_ms");
    assertThat(refusedPool(Map.of("max_age_ms", 1))).isEqualTo("pool.max_age_ms");
  }

  @Test
  void callsAreRecordedWithoutWhatWasSaid() {
    register("audited", node(MisbehavingServer.arguments()));
    call("audited", "echo", "{\"text\":\"between us\"}");
    call("audited", "fail", "{}");

    Event registered = event("signalbox.mcp.server-registered.v1", "audited", "");
    assertThat(registered.data().get("transport").stringValue()).isEqualTo("stdio");
    Event completed = event("signalbox.mcp.tool-called.v1", "audited", "completed");
    assertThat(completed.data().get("tool").stringValue()).isEqualTo("echo");
    assertThat(completed.data().get("arguments_bytes").intValue()).isEqualTo(21);
    assertThat(completed.data().toString()).doesNotContain("between us");
    assertThat(completed.data().at("/arguments/text").stringValue())
        .isEqualTo("*** (10 characters)");
    assertThat(event("signalbox.mcp.tool-called.v1", "audited", "tool_error")).isNotNull();

    client.delete(SERVERS + "/audited");
    assertThat(event("signalbox.mcp.server-removed.v1", "audited", "").subject())
        .isEqualTo("mcp-server/audited");
  }

  @Test
  void secretsReachTheServerAndNobodyElse() {
    Map<String, Object> transport = new HashMap<>(node(MisbehavingServer.arguments()));
    transport.put(
        "env", Map.of("TOKEN", "s3cret-of-the-user", "OTHER", Map.of("secret", "test-token")));
    Answer registered = register("secretive", transport);

    String environment = text(call("secretive", "environment", "{}"));
    assertThat(environment).contains("s3cret-of-the-user", "s3cret-of-the-deployment");
    assertThat(JSON.readTree(environment).propertyNames())
        .containsExactlyInAnyOrder("TOKEN", "OTHER", "PATH", "HOME", "SIGNALBOX_MCP_OWNER");
    assertThat(registered.body()).doesNotContain("s3cret").contains("\"secret\":\"test-token\"");
    assertThat(client.get(SERVERS + "/secretive").body()).doesNotContain("s3cret");
    assertThat(client.as(Role.VIEWER).get(SERVERS + "/secretive").body())
        .doesNotContain("s3cret", "TOKEN", "misbehaving-server.mjs");
    assertThat(event("signalbox.mcp.server-registered.v1", "secretive", "").toString())
        .doesNotContain("s3cret", "TOKEN");
  }

  @Test
  void aServerThatDiesFailsItsCallAtOnceAndComesBackByItself() {
    register("mortal", node(MisbehavingServer.arguments("grandchild")));
    String pid = text(call("mortal", "pid", "{}"));

    Answer died = call("mortal", "die", "{}");
    assertThat(died.status()).isEqualTo(503);
    assertThat(died.problemCode()).isEqualTo("mcp_server_unavailable");
    assertThat(died.json().get("reason").stringValue()).contains("exited with code 7");

    await().until(() -> state("mortal").equals("ready"));
    assertThat(text(call("mortal", "pid", "{}"))).isNotEqualTo(pid);
  }

  @Test
  void aServerThatKeepsCrashingIsSaidSoAndHarmsNoOther() {
    Map<String, Object> transport = new HashMap<>(node(MisbehavingServer.arguments("crash")));
    transport.put("env", Map.of("TOKEN", "s3cret-of-the-user"));
    register("broken", transport);
    register("sound", node(MisbehavingServer.arguments("stray", "early-notification")));

    assertThat(client.get(SERVERS + "/broken/tools").status()).isEqualTo(503);
    await().until(() -> state("broken").equals("crash_looping"));
    JsonNode broken = client.get(SERVERS + "/broken").json();
    assertThat(broken.get("reason").stringValue())
        .contains("exited with code 3", "cannot reach ***")
        .doesNotContain("s3cret");
    assertThat(text(call("sound", "echo", "{\"text\":\"fine\"}"))).isEqualTo("fine");
  }

  @Test
  void aSilentToolEndsWithTheRequestsDeadline() {
    register("silent", node(MisbehavingServer.arguments()));
    toolNames("silent");

    Answer answer =
        client
            .with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + 500))
            .post(SERVERS + "/silent/tools/silence/call", "{\"arguments\":{}}");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.problemCode()).isEqualTo("deadline_exceeded");
    assertThat(text(call("silent", "echo", "{\"text\":\"next\"}"))).isEqualTo("next");
    assertThat(text(call("silent", "cancelled", "{}"))).isEqualTo("1");
  }

  @Test
  void aServerThatNeverShakesHandsIsWaitedForNoLongerThanTheRequest() {
    register("mute", node(MisbehavingServer.arguments("silent")));

    Answer answer =
        client
            .with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + 300))
            .get(SERVERS + "/mute/tools");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(state("mute")).isEqualTo("connecting");
    assertThat(client.delete(SERVERS + "/mute").status()).isEqualTo(204);
  }

  @Test
  void aChangedListOfToolsIsReadAgain() {
    register("growing", node(MisbehavingServer.arguments()));
    assertThat(toolNames("growing")).contains("twice").doesNotContain("extra-0");

    call("growing", "grow", "{}");
    await().untilAsserted(() -> assertThat(toolNames("growing")).contains("twice", "extra-0"));
    assertThat(call("growing", "extra-0", "{}").problemCode()).isEqualTo("invalid_arguments");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    register("known", node(MisbehavingServer.arguments()));

    assertThat(client.get(SERVERS + "/unknown").problemCode()).isEqualTo("unknown_mcp_server");
    assertThat(client.get(SERVERS + "/Un..known/tools").problemCode())
        .isEqualTo("unknown_mcp_server");
    assertThat(client.delete(SERVERS + "/unknown").problemCode()).isEqualTo("unknown_mcp_server");
    Answer tool = call("known", "unknown", "{}");
    assertThat(tool.status()).isEqualTo(404);
    assertThat(tool.problemCode()).isEqualTo("unknown_tool");
  }

  @Test
  void wrongArgumentsAreNamed() {
    register("strict", node(MisbehavingServer.arguments()));

    Answer missing = call("strict", "echo", "{}");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.json().at("/errors/0/field").stringValue()).isEqualTo("arguments.text");
    assertThat(call("strict", "echo", "{\"text\":5}").json().at("/errors/0/message").stringValue())
        .isEqualTo("must be string");
    assertThat(call("strict", "echo", "[]").json().at("/errors/0/field").stringValue())
        .isEqualTo("arguments");
    Answer refused = call("strict", "refuse", "{}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("arguments do not fit");
  }

  @Test
  void aServersMistakesStayItsOwn() {
    register("odd", node(MisbehavingServer.arguments()));

    assertThat(text(call("odd", "ask-back", "{}"))).isEqualTo("-32601");
    assertThat(text(call("odd", "twice", "{}"))).isEqualTo("1");
    Answer tooLong = call("odd", "dump", "{}");
    assertThat(tooLong.status()).isEqualTo(502);
    assertThat(tooLong.problemCode()).isEqualTo("mcp_protocol_error");
    assertThat(text(call("odd", "echo", "{\"text\":\"still here\"}"))).isEqualTo("still here");
  }

  @Test
  void anUnknownProtocolVersionIsSaidSo() {
    register("future", node(MisbehavingServer.arguments("future")));

    assertThat(client.get(SERVERS + "/future/tools").json().get("reason").stringValue())
        .contains("\"2099-01-01\"", "2025-11-25");
  }

  @Test
  void aFloodOfNotificationsHarmsNobody() {
    register("flooding", node(MisbehavingServer.arguments("flood")));
    register("calm", node(MisbehavingServer.arguments()));

    assertThat(text(call("calm", "echo", "{\"text\":\"calm\"}"))).isEqualTo("calm");
    assertThat(text(call("flooding", "echo", "{\"text\":\"loud\"}"))).isEqualTo("loud");
    assertThat(client.delete(SERVERS + "/flooding").status()).isEqualTo(204);
  }

  @Test
  void aRemovedServerLeavesNoProcess() {
    register("stubborn", node(MisbehavingServer.arguments("stay", "ignore-sigterm", "grandchild")));
    ProcessHandle root = process(text(call("stubborn", "pid", "{}")));
    List<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants()).toList();

    assertThat(family).hasSize(2);
    assertThat(client.delete(SERVERS + "/stubborn").status()).isEqualTo(204);
    await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void whatAnotherReplicaRemovesEndsHereToo() {
    register("shared", node(MisbehavingServer.arguments()));
    ProcessHandle process = process(text(call("shared", "pid", "{}")));
    database.sql("DELETE FROM server WHERE id = 'shared'").update();

    await().until(() -> !process.isAlive());
    assertThat(client.get(SERVERS + "/shared/tools").status()).isEqualTo(404);
  }

  @Test
  void onlyAdminsRegisterAndViewersDoNotCall() {
    String form = form("forbidden", node(List.of()));
    assertThat(client.as(Role.OPERATOR).post(SERVERS, form).status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).delete(SERVERS + "/forbidden").status()).isEqualTo(403);
    assertThat(
            client
                .as(Role.VIEWER)
                .post(SERVERS + "/forbidden/tools/echo/call", "{\"arguments\":{}}")
                .status())
        .isEqualTo(403);
    assertThat(client.withoutToken().get(SERVERS).status()).isEqualTo(401);
  }

  @Test
  void whatCanNeverWorkIsRefusedNamingTheField() {
    assertThat(refusedField("Not A Slug", node(List.of()))).isEqualTo("id");
    assertThat(refusedField("two__parts", node(List.of()))).isEqualTo("id");
    assertThat(refusedField("x", Map.of("type", "stdio"))).isEqualTo("transport.command");
    assertThat(refusedField("x", with(node(List.of()), "env", Map.of("A-B", "1"))))
        .isEqualTo("transport.env.A-B");
    assertThat(refusedField("x", with(node(List.of()), "env", Map.of("A", Map.of("secret", "no")))))
        .isEqualTo("transport.env.A");
    assertThat(refusedField("x", with(node(List.of()), "working_dir", "relative")))
        .isEqualTo("transport.working_dir");
    assertThat(refusedField("x", http("ftp://example.com"))).isEqualTo("transport.url");
    assertThat(refusedField("x", http("http://user:password@localhost/mcp")))
        .isEqualTo("transport.url");
    assertThat(refusedField("x", http("http://169.254.169.254/latest"))).isEqualTo("transport.url");
    assertThat(refusedField("x", with(http("http://localhost/"), "headers", Map.of("Host", "a"))))
        .isEqualTo("transport.headers.Host");
    assertThat(client.post(SERVERS, form("x", Map.of("type", "smoke"))).status()).isEqualTo(400);
    assertThat(client.post(SERVERS, form("x", with(node(List.of()), "shell", true))).problemCode())
        .isEqualTo("unknown_field");
  }

  @Test
  void aNameIsTakenOnceAndAnIdempotencyKeyTakesEffectOnce() {
    String form = form("taken", node(MisbehavingServer.arguments()));
    ServiceClient keyed = client.with("Idempotency-Key", "register-taken");

    assertThat(keyed.post(SERVERS, form).status()).isEqualTo(201);
    assertThat(keyed.post(SERVERS, form).status()).isEqualTo(201);
    assertThat(client.post(SERVERS, form).problemCode()).isEqualTo("mcp_server_exists");
  }

  @Test
  void serversAreListedPageByPage() {
    register("page-a", node(List.of()));
    register("page-b", node(List.of()));
    register("page-c", node(List.of()));

    JsonNode first = client.get(SERVERS + "?limit=2").json();
    assertThat(first.get("data")).hasSize(2);
    JsonNode second =
        client.get(SERVERS + "?limit=2&cursor=" + first.get("next_cursor").stringValue()).json();
    assertThat(second.at("/data/0/id").stringValue()).isEqualTo("page-c");
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(client.get(SERVERS + "?limit=0").status()).isEqualTo(400);
  }

  private String refusedField(String id, Map<String, Object> transport) {
    Answer answer = client.post(SERVERS, form(id, transport));
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().at("/errors/0/field").asString("");
  }

  private String refusedPool(Map<String, Object> pool) {
    Answer answer =
        client.post(
            SERVERS,
            JSON.writeValueAsString(Map.of("id", "x", "transport", node(List.of()), "pool", pool)));
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().at("/errors/0/field").asString("");
  }

  private long readyConnections(String server) {
    return client
        .get(SERVERS + "/" + server + "/health")
        .json()
        .get("connections")
        .valueStream()
        .filter(connection -> connection.get("state").stringValue().equals("ready"))
        .count();
  }

  private int inFlight(String server, String field) {
    return client.get(SERVERS + "/" + server + "/health").json().get(field).intValue();
  }

  private void register(String id, Map<String, Object> transport, Map<String, Object> pool) {
    Answer answer =
        client.post(
            SERVERS,
            JSON.writeValueAsString(Map.of("id", id, "transport", transport, "pool", pool)));
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(201);
  }

  private Event event(String type, String server, String outcome) {
    return recorded.awaitEvent(
        Topics.MCP,
        event ->
            event.type().equals(type)
                && event.subject().equals("mcp-server/" + server)
                && event.data().path("outcome").asString("").equals(outcome));
  }

  private Answer call(String server, String tool, String arguments) {
    return client
        .as(Role.OPERATOR)
        .post(
            SERVERS + "/" + server + "/tools/" + tool + "/call",
            "{\"arguments\":" + arguments + "}");
  }

  private static String text(Answer answer) {
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    return answer.json().at("/content/0/text").stringValue();
  }

  private static ProcessHandle process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static Map<String, Object> http(String url) {
    return Map.of("type", "streamable_http", "url", url);
  }

  private static Map<String, Object> replicas(String... urls) {
    return Map.of(
        "type",
        "streamable_http",
        "endpoints",
        Stream.of(urls).map(url -> Map.of("url", url)).toList());
  }

  private static Map<String, Object> with(Map<String, Object> form, String name, Object value) {
    Map<String, Object> more = new HashMap<>(form);
    more.put(name, value);
    return more;
  }

  private static String form(String id, Map<String, Object> transport) {
    return JSON.writeValueAsString(Map.of("id", id, "transport", transport));
  }

  private Answer register(String id, Map<String, Object> transport) {
    Answer answer = client.post(SERVERS, form(id, transport));
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(201);
    return answer;
  }

  private static Map<String, Object> node(List<String> arguments) {
    return Map.of("type", "stdio", "command", "node", "args", arguments);
  }

  private String state(String id) {
    return client.get(SERVERS + "/" + id).json().get("state").stringValue();
  }

  private List<String> toolNames(String id) {
    return client
        .get(SERVERS + "/" + id + "/tools")
        .json()
        .get("data")
        .valueStream()
        .map(tool -> tool.get("name").stringValue())
        .toList();
  }
}
