package dev.signalbox.registry.connector;

import dev.signalbox.kit.http.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the services that know: streaming-service what can be reached, cost-service what is priced.
 */
final class PlatformModels implements KnownModels {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformModels.class);

  private final HttpClient client;
  private final Function<URI, HttpRequest.Builder> requests;
  private final Peers peers;
  private final JsonMapper json;

  /**
   * @param requests begins a request that carries the caller's token and deadline
   */
  PlatformModels(
      HttpClient client,
      Function<URI, HttpRequest.Builder> requests,
      Peers peers,
      JsonMapper json) {
    this.client = client;
    this.requests = requests;
    this.peers = peers;
    this.json = json;
  }

  @Override
  public Optional<Map<String, String>> reachable() {
    return get(peers.streaming().resolve("/v1/models"))
        .filter(answer -> answer.statusCode() == 200)
        .flatMap(this::providers);
  }

  private Optional<Map<String, String>> providers(HttpResponse<String> answer) {
    try {
      Map<String, String> providers = new HashMap<>();
      for (JsonNode model : json.readTree(answer.body()).path("data")) {
        providers.put(model.path("id").asString(""), model.path("owned_by").asString(""));
      }
      return Optional.of(providers);
    } catch (JacksonException e) {
      LOG.warn("The list of models cannot be read", e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Boolean> isPriced(String provider, String model) {
    String query = "?provider=%s&model=%s".formatted(encoded(provider), encoded(model));
    return get(peers.cost().resolve("/api/v1/prices" + query))
        .flatMap(
            answer ->
                switch (answer.statusCode()) {
                  case 200 -> Optional.of(true);
                  case 404, 422 -> Optional.of(false);
                  default -> Optional.empty();
                });
  }

  private Optional<HttpResponse<String>> get(URI uri) {
    try {
      return Optional.of(
          client.send(requests.apply(uri).GET().build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      LOG.warn("{} cannot be asked: {}", uri.getPath(), e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
