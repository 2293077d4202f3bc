package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents that others run, from their registration to what a client of the gateway sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteAgentsIntegrationTests {
  private static final Duration SOON = Duration.ofMinutes(1);

  /** What all agents are for, by a service that has just started. */
  private static final Duration LEARNING = Duration.ofMinutes(3);

  private static final String CLOCK = "Repair the pendulum of my grandfather clock";
  private static final String CLOCKS =
      """
      ,"skills":[{"name":"Clock making","description":"Repairs pendulum clocks.",
       "examples":["%s","My cuckoo clock loses ten minutes a day","Wind up the striking train of a mantel clock",
       "The escapement of this longcase clock ticks unevenly","Oil the movement of an antique wall clock"]}]"""
          .formatted(CLOCK);
  private static final String BACKUP = ",\"backup_agent_id\":\"stand_in\"";

  private final PlatformApi api = Platform.running().api();
  private final RemoteAgents agents = new RemoteAgents();
  private final List<String> registered = new ArrayList<>();

  @BeforeAll
  void register() {
    remote("stand_in", "");
    remote("courier", "");
    register(
        "messenger",
        "\"agent_type\":\"remote_a2a\",\"card_url\":\"%s\"".formatted(agents.url("/card")));
    register(
        "parrot",
        "\"agent_type\":\"openai_compatible\",\"name\":\"Parrot\",\"description\":\"Any.\",\"endpoint_url\":\"%s\",\"model\":\"parrot\""
            .formatted(agents.url("/openai")));
    remote("clock_a", BACKUP + CLOCKS);
    remote("clock_b", BACKUP + CLOCKS);
    remote("silent", BACKUP + ",\"timeout_seconds\":1");
    remote("single", BACKUP + ",\"max_concurrent_requests\":1");
    remote("sickly", BACKUP);
    registered.forEach(
        id ->
            await(id + " is known where messages are routed")
                .atMost(SOON)
                .until(() -> post("Hello", id).path("agent_id").asString("").equals(id)));
  }

  private void remote(String id, String more) {
    register(
        id,
        "\"agent_type\":\"remote\",\"name\":\"%s\",\"description\":\"Of this test.\",\"endpoint_url\":\"%s\",\"health_check_url\":\"%s\"%s"
            .formatted(id, agents.url("/http/" + id), agents.url("/health"), more));
  }

  private void register(String id, String definition) {
    JsonNode created =
        PlatformApi.json(
            api.post("/api/v1/agents", "{\"agent_id\":\"" + id + "\"," + definition + "}"), 201);
    registered.add(id);
    assertThat(created.path("status").asString()).as(created.toString()).isEqualTo("active");
  }

  @AfterAll
  void remove() {
    registered.reversed().forEach(id -> api.delete("/api/v1/agents/" + id));
    agents.close();
  }

  @ParameterizedTest
  @CsvSource({"courier, I am courier", "messenger, I am messenger", "parrot, I am parrot"})
  void answerInTheStreamOfTheGateway(String agent, String words) {
    List<StreamEvent> events = stream(to(agent, "Who are you?"));

    assertThat(events.getFirst().name()).isEqualTo("routing");
    assertThat(events.getLast().name()).isEqualTo("done");
    assertThat(text(events)).isEqualTo(words);
    assertThat(events.getLast().data().path("agent_id").asString()).isEqualTo(agent);
  }

  @Test
  void giveWayToTheNextCandidateThenToTheBackupAndAtLastToWordsForTheUser() {
    await("the clockmakers are learnt")
        .atMost(LEARNING)
        .until(() -> decided(CLOCK).path("agent_id").asString("").startsWith("clock_"));
    agents.let("clock_a", new RemoteAgents.Conduct.Fails());
    agents.let("clock_b", new RemoteAgents.Conduct.Fails());
    List<StreamEvent> events = stream("{\"message\":\"" + CLOCK + "\"}");
    agents.let("stand_in", new RemoteAgents.Conduct.Fails());
    JsonNode problem = post("{\"message\":\"" + CLOCK + "\"}");
    agents.let("stand_in", new RemoteAgents.Conduct.Answers());

    assertThat(events)
        .extracting(StreamEvent::name)
        .containsExactly("routing", "routing", "routing", "delta", "usage", "done");
    assertThat(events.subList(0, 2))
        .extracting(event -> event.data().path("agent_id").asString())
        .containsExactlyInAnyOrder("clock_a", "clock_b");
    assertThat(events.get(2).data().path("agent_id").asString()).isEqualTo("stand_in");
    assertThat(reason(events)).isEqualTo("agent_error");
    assertThat(text(events)).isEqualTo("I am stand_in");
    assertThat(problem.path("code").asString()).as(problem.toString()).isEqualTo("agent_error");
    assertThat(problem.path("tried")).hasSize(3);
    assertThat(problem.path("answer").asString()).contains("try again");
  }

  @Test
  void giveWayWhenTheySayNothing() {
    agents.let("silent", new RemoteAgents.Conduct.Waits(new CountDownLatch(1)));

    List<StreamEvent> events = stream(to("silent", "Anybody there?"));

    assertThat(reason(events)).isEqualTo("agent_timed_out");
    assertThat(text(events)).isEqualTo("I am stand_in");
  }

  @Test
  void giveWayWhenTheyHaveEnoughToDo() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    int before = agents.asked("single");
    agents.let("single", new RemoteAgents.Conduct.Waits(gate));
    CompletableFuture<List<StreamEvent>> first =
        CompletableFuture.supplyAsync(() -> stream(to("single", "One")));
    await().atMost(SOON).until(() -> agents.asked("single") > before);

    List<StreamEvent> second = stream(to("single", "Two"));
    gate.countDown();

    assertThat(reason(second)).isEqualTo("agent_busy");
    assertThat(text(second)).isEqualTo("I am stand_in");
    assertThat(text(first.get())).isEqualTo("I am single");
  }

  @Test
  void areLeftAloneWhenTheyFailTimeAfterTimeAndTheRegistryHearsOfIt() {
    agents.let("sickly", new RemoteAgents.Conduct.Fails());
    await("the breaker opens")
        .atMost(SOON)
        .until(() -> reason(stream(to("sickly", "Hello"))).equals("agent_unavailable"));
    int asked = agents.asked("sickly");

    assertThat(text(stream(to("sickly", "Hello")))).isEqualTo("I am stand_in");

    assertThat(agents.asked("sickly")).isEqualTo(asked);
    await("its health is what its messages say")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode health = api.read("/api/v1/agents/sickly/health");
              assertThat(health.path("health").asString()).isEqualTo("unhealthy");
              assertThat(health.path("last_day").path("error_rate").asDouble()).isGreaterThan(0.5);
            });
  }

  /** An event as the client of a stream gets it. */
  private record StreamEvent(String name, JsonNode data) {}

  private static String to(String agent, String message) {
    return "{\"message\":\"%s\",\"agent_id\":\"%s\"}".formatted(message, agent);
  }

  private JsonNode decided(String message) {
    String body = "{\"message\":\"" + message + "\"}";
    return JsonMapper.shared().readTree(api.post("/api/v1/routing/decide", body).body());
  }

  private JsonNode post(String message, String agent) {
    return post(to(agent, message));
  }

  private JsonNode post(String body) {
    return JsonMapper.shared().readTree(api.post("/api/v1/agents/message", body).body());
  }

  private List<StreamEvent> stream(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/agents/message"))
            .timeout(SOON)
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    List<StreamEvent> events = new ArrayList<>();
    String name = "";
    for (String line : PlatformApi.send(request).body().lines().toList()) {
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        events.add(
            new StreamEvent(name, JsonMapper.shared().readTree(line.substring("data:".length()))));
      }
    }
    return events;
  }

  /** Why the last agent is there in the place of another; who cannot be asked is not shown. */
  private static String reason(List<StreamEvent> events) {
    return events.stream()
        .filter(event -> event.name().equals("routing"))
        .toList()
        .getLast()
        .data()
        .path("reason")
        .asString("");
  }

  private static String text(List<StreamEvent> events) {
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : events) {
      if (event.name().equals("delta")) {
        text.append(event.data().path("text").asString());
      }
    }
    return text.toString();
  }
}
