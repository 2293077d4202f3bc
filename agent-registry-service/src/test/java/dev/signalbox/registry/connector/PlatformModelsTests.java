package dev.signalbox.registry.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.registry.connector.KnownModel.State;
import dev.signalbox.registry.testing.AgentServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlatformModelsTests {

  private final AgentServer server = new AgentServer();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void readsHowItStandsWithModelsAndWhatIsPriced() {
    server.reply(
        "/api/v1/models",
        200,
        """
        {"data": [
          {"name": "groq/large", "provider": "groq", "model": "large", "state": "reachable"},
          {"name": "gpt-4", "provider": "openai", "model": "gpt-4", "state": "simulated"},
          {"name": "old", "provider": "groq", "model": "old", "state": "retired"},
          {"name": "dear", "provider": "groq", "model": "dear", "state": "no_key"},
          {"name": "own", "provider": "ollama", "model": "own", "state": "not_running"},
          {"name": "odd", "state": "a state of tomorrow"}]}
        """);
    server.reply("/api/v1/prices", 422, "{}");
    KnownModels models = models(URI.create(server.url("/")));

    assertThat(models.states(List.of("groq/large", "a b")).orElseThrow())
        .containsEntry("groq/large", new KnownModel("groq", "large", State.ANSWERS))
        .containsEntry("gpt-4", new KnownModel("openai", "gpt-4", State.ANSWERS))
        .containsEntry("old", new KnownModel("groq", "old", State.RETIRED))
        .containsEntry("dear", new KnownModel("groq", "dear", State.NO_KEY))
        .containsEntry("own", new KnownModel("ollama", "own", State.NOT_RUNNING))
        .containsEntry("odd", new KnownModel("", "", State.UNKNOWN));
    assertThat(server.asked("/api/v1/models").getFirst().query())
        .isEqualTo("name=groq%2Flarge&name=a+b");
    assertThat(models.isPriced("groq", "large")).contains(false);
    server.reply("/api/v1/prices", 200, "{}");
    assertThat(models.isPriced("groq", "large")).contains(true);
  }

  @Test
  void saysThatItDoesNotKnow() {
    List<String> names = List.of("gpt-4");
    server.reply("/api/v1/models", 200, "not JSON");
    server.reply("/api/v1/prices", 500, "");

    assertThat(models(URI.create(server.url("/"))).states(names)).isEmpty();
    assertThat(models(URI.create(server.url("/"))).isPriced("groq", "large")).isEmpty();
    server.reply("/api/v1/models", 404, "{}");
    assertThat(models(URI.create(server.url("/"))).states(names)).isEmpty();
    assertThat(models(URI.create("http://localhost:1/")).states(names)).isEmpty();
  }

  private KnownModels models(URI peer) {
    return new PlatformModels(
        client,
        HttpRequest::newBuilder,
        new Peers(peer, peer, peer, peer, peer, peer, peer, peer),
        JsonMapper.builder().build());
  }
}
