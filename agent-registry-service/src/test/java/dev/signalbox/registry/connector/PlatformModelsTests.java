package dev.signalbox.registry.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.registry.testing.AgentServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;
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
  void readsWhatCanBeReachedAndWhatIsPriced() {
    server.reply(
        "/v1/models", 200, "{\"data\": [{\"id\": \"groq/large\", \"owned_by\": \"groq\"}]}");
    server.reply("/api/v1/prices", 422, "{}");
    KnownModels models = models(URI.create(server.url("/")));

    assertThat(models.reachable()).contains(Map.of("groq/large", "groq"));
    assertThat(models.isPriced("groq", "large")).contains(false);
    server.reply("/api/v1/prices", 200, "{}");
    assertThat(models.isPriced("groq", "large")).contains(true);
  }

  @Test
  void saysThatItDoesNotKnow() {
    server.reply("/v1/models", 200, "not JSON");
    server.reply("/api/v1/prices", 500, "");

    assertThat(models(URI.create(server.url("/"))).reachable()).isEmpty();
    assertThat(models(URI.create(server.url("/"))).isPriced("groq", "large")).isEmpty();
    assertThat(models(URI.create("http://localhost:1/")).reachable()).isEmpty();
  }

  private KnownModels models(URI peer) {
    return new PlatformModels(
        client,
        HttpRequest::newBuilder,
        new Peers(peer, peer, peer, peer, peer, peer, peer, peer),
        JsonMapper.builder().build());
  }
}
