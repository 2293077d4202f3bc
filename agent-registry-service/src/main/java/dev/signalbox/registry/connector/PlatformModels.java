package dev.signalbox.registry.connector;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.registry.connector.KnownModel.State;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the services that know: streaming-service how it stands with models, cost-service what is
 * priced.
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
  public Optional<Map<String, KnownModel>> states(List<String> models) {
    String query =
        models.stream()
            .map(model -> "name=" + encoded(model))
            .collect(Collectors.joining("&", "?", ""));
    return get(peers.streaming().resolve("/api/v1/models" + query))
        .filter(answer -> answer.statusCode() == 200)
        .flatMap(this::read);
  }

  private Optional<Map<String, KnownModel>> read(HttpResponse<String> answer) {
    try {
      Map<String, KnownModel> states = new HashMap<>();
      for (JsonNode model : json.readTree(answer.body()).path("data")) {
        states.put(
            model.path("name").asString(""),
            new KnownModel(
                model.path("provider").asString(""),
                model.path("model").asString(""),
                state(model.path("state").asString(""))));
      }
      return Optional.of(states);
    } catch (JacksonException e) {
      LOG.warn("The list of models cannot be read", e);
      return Optional.empty();
    }
  }

  private static State state(String code) {
    return switch (code) {
      case "reachable", "simulated" -> State.ANSWERS;
      case "retired" -> State.RETIRED;
      case "no_key" -> State.NO_KEY;
      case "not_running" -> State.NOT_RUNNING;
      default -> State.UNKNOWN;
    };
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
