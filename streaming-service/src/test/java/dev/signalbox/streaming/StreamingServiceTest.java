package dev.signalbox.streaming;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.simulator.RecordedRequest;
import dev.signalbox.simulator.SimulatorServer;
import dev.signalbox.streaming.load.OverloadedException;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.wire.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The service with OpenAI, Groq and Azure live (in truth the simulator, which takes their fake
 * keys), Mistral where nobody listens, and Anthropic without a key.
 */
@ServiceIntegrationTest
@TestPropertySource(
    properties = {
      "spring.jdbc.template.query-timeout=2s",
      "signalbox.streaming.providers.openai.api-key=sk-openai-test",
      "signalbox.streaming.providers.groq.api-key=gsk-groq-test",
      "signalbox.streaming.providers.azure.api-key=azure-test",
      "signalbox.streaming.providers.mistral.api-key=mistral-test",
      "signalbox.streaming.providers.mistral.base-url=http://127.0.0.1:1/v1",
      "signalbox.streaming.providers.anthropic.api-key=",
      "signalbox.streaming.limits.key.requests-per-hour=0",
      "signalbox.streaming.attempts.first-token=3s",
      "signalbox.streaming.attempts.inter-token=3s",
      "signalbox.streaming.attempts.keep-alive=200ms",
      "signalbox.streaming.attempts.max-event=32KB",
      "signalbox.streaming.attempts.cut-at-ceiling=true",
      "signalbox.streaming.attempts.breaker.open=3s",
      "signalbox.streaming.metering.lease=6s",
      "signalbox.streaming.metering.heartbeat=500ms",
      "signalbox.streaming.metering.sweep=500ms",
      "server.tomcat.connection-timeout=4s",
      "server.tomcat.keep-alive-timeout=30s",
      "signalbox.streaming.resume.lease=6s",
      "signalbox.streaming.resume.heartbeat=500ms",
      "signalbox.streaming.resume.store-within=1s",
      "signalbox.streaming.resume.look=50ms",
      "signalbox.streaming.resume.max-stream=1MB",
      "signalbox.streaming.sockets.max-streams=4",
      "signalbox.streaming.sockets.max-message=1MB",
      "signalbox.streaming.sockets.stalled=2s",
      "signalbox.streaming.sockets.ping=500ms",
      "signalbox.streaming.sockets.silence=2s",
      "signalbox.streaming.load.patience=200ms",
      "signalbox.streaming.budgets.first-patience=60s",
      "signalbox.streaming.budgets.patience=2s",
      "spring.datasource.hikari.connection-timeout=4000"
    })
public abstract class StreamingServiceTest {

  protected static final SimulatorServer SIMULATOR = SimulatorServer.start(0);
  static final FakeCostService COST = new FakeCostService();

  /** Ends the names of providers that go on when their client has gone. */
  protected static final String GOES_ON_BILLING = "billing";

  /** Ends the names of providers at {@link #anotherMaker}. */
  protected static final String OF_ANOTHER_MAKER = "other";

  /** Ends the names of models of which cost-service does not tell in time what they cost. */
  protected static final String NEVER_QUOTED = "-never-quoted";

  /** Ends the names of models without a price. */
  protected static final String UNPRICED = "-unpriced";

  private static final int ANOTHER_MAKERS_PORT = freePort();

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  protected static final String CHAT = "/v1/chat/completions";

  @Autowired protected ServiceClient client;
  @Autowired protected RecordedEvents recorded;
  @Autowired private RunningRequests running;

  @DynamicPropertySource
  static void providers(DynamicPropertyRegistry registry) {
    registry.add("signalbox.peers.simulator", SIMULATOR::uri);
    registry.add("signalbox.peers.cost", COST::uri);
    registry.add(
        "signalbox.streaming.providers.openai.base-url", () -> SIMULATOR.uri() + "/openai/v1");
    registry.add("signalbox.streaming.providers.groq.base-url", () -> SIMULATOR.uri() + "/groq/v1");
    registry.add("signalbox.streaming.providers.azure.base-url", SIMULATOR::uri);
    for (Protocol protocol : Protocol.values()) {
      String provider = provider(protocol);
      add(registry, provider, protocol, SIMULATOR.uri());
      add(registry, provider + GOES_ON_BILLING, protocol, SIMULATOR.uri());
      registry.add(
          "signalbox.streaming.providers." + provider + GOES_ON_BILLING + ".cancel-stops-billing",
          () -> false);
      add(registry, provider + OF_ANOTHER_MAKER, protocol, anotherMaker());
    }
  }

  private static void add(
      DynamicPropertyRegistry registry, String provider, Protocol protocol, URI address) {
    String settings = "signalbox.streaming.providers." + provider;
    registry.add(settings + ".base-url", () -> address);
    registry.add(settings + ".auth", () -> "none");
    registry.add(
        settings + ".protocols." + protocol.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        () -> path(protocol));
  }

  /** Where a simulator that is not ours listens while a test runs it. */
  protected static URI anotherMaker() {
    return URI.create("http://127.0.0.1:" + ANOTHER_MAKERS_PORT);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A provider that speaks this protocol and no other. */
  protected static String provider(Protocol protocol) {
    return "only" + protocol.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static String path(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> "/v1";
      case GEMINI -> "/v1beta";
      case COHERE_CHAT -> "/v2";
      case BEDROCK_CONVERSE -> "";
    };
  }

  /** A name no other test uses, for a model of a provider that takes any. */
  protected static String newModel() {
    return "model-" + IdKind.REQUEST.next().substring(4);
  }

  /** A model that answers as the script says. */
  protected static String scripted(String script) {
    String model = newModel();
    SIMULATOR.script(model, script);
    return model;
  }

  protected static String stream(String model) {
    return "{\"model\":\"" + model + "\",\"stream\":true," + MESSAGES + "}";
  }

  protected static String whole(String model) {
    return "{\"model\":\"" + model + "\"," + MESSAGES + "}";
  }

  protected static final String MESSAGES =
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]";

  /** What the provider was asked with that name of a model. */
  protected static List<RecordedRequest> askedFor(String model) {
    return SIMULATOR.requests().stream()
        .filter(request -> request.body().contains('"' + model + '"'))
        .toList();
  }

  /** The request's attempts as the service tells them. */
  protected List<JsonNode> attempts(String requestId) {
    ServiceClient.Answer answer = client.get("/api/v1/attempts?request_id=" + requestId);
    return answer.json().path("data").valueStream().toList();
  }

  /** The usage event of an attempt. */
  protected Event usageOf(String attemptId) {
    return recorded.awaitEvent(
        Topics.USAGE,
        event ->
            event.type().equals("signalbox.usage.recorded.v1")
                && event.data().path("attempt_id").asString("").equals(attemptId));
  }

  /** How many usage events an attempt has by now. */
  protected long usageEvents(String attemptId) {
    return recorded.all(Topics.USAGE).stream()
        .filter(event -> event.type().equals("signalbox.usage.recorded.v1"))
        .filter(event -> event.data().path("attempt_id").asString("").equals(attemptId))
        .count();
  }

  protected static String requestId(ServiceClient.Answer answer) {
    return Objects.requireNonNull(answer.header("X-Request-Id"));
  }

  protected static String error(ServiceClient.Answer answer, String field) {
    return answer.json().path("error").path(field).asString("");
  }

  /** Leaves no place for any request, as soon as nothing of other tests runs any more. */
  protected RunningRequests.Place takeAllPlaces() {
    return Objects.requireNonNull(
        Awaitility.await()
            .ignoreException(OverloadedException.class)
            .until(
                () ->
                    running.enter(1L << 40, Deadline.in(Duration.ofSeconds(1), Clock.systemUTC())),
                Objects::nonNull));
  }

  /** A client whose request is known by its id beforehand. */
  protected ServiceClient asking(String requestId) {
    return client.with("X-Request-Id", requestId);
  }
}
