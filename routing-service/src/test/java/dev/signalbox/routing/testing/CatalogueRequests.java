package dev.signalbox.routing.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Requests for the shipped agents, written without seeing the examples these ship with. */
public final class CatalogueRequests {

  private static final String RESOURCE = "/catalogue/requests.json";

  private CatalogueRequests() {}

  /** A request and the agent it is for. */
  public record Request(String agentId, String text) {}

  public static List<Request> all() {
    try (InputStream file = CatalogueRequests.class.getResourceAsStream(RESOURCE)) {
      return JsonMapper.shared()
          .readTree(Objects.requireNonNull(file, RESOURCE))
          .path("requests")
          .valueStream()
          .map(node -> new Request(node.path("agent_id").asString(), node.path("text").asString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
