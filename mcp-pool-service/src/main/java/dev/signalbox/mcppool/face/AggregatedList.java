package dev.signalbox.mcppool.face;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What many servers offer as one list. All servers are asked at once, and none for longer than a
 * moment: one that is slow or down delays and hides no other.
 */
final class AggregatedList {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PAGE = 500;

  /** With it a text is followed by no other before the next longer one. */
  private static final String FIRST_CHARACTER = "\0";

  private final Map<String, JsonNode> found = new ConcurrentHashMap<>();
  private final Map<String, String> degraded = new ConcurrentHashMap<>();

  /** One server's part. */
  interface Source {

    /**
     * Asks the server.
     *
     * @throws ProblemException if it does not tell
     */
    Part ask(ServerId server, Duration patience);
  }

  /**
   * What one server offers.
   *
   * @param entries by the names that they have among those of all servers
   * @param degraded why they are those known before; null if they are as they should be
   */
  record Part(Map<String, JsonNode> entries, @Nullable String degraded) {}

  private AggregatedList() {}

  /**
   * A page of it.
   *
   * @param field where it stands in the result
   */
  static ObjectNode page(
      String field, List<ServerId> servers, JsonNode cursor, Duration timeout, Source source) {
    AggregatedList list = new AggregatedList();
    list.collect(servers, timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE, source);
    SortedMap<String, JsonNode> all = new TreeMap<>(list.found);
    Map<String, JsonNode> rest =
        cursor.isString() ? all.tailMap(cursor.stringValue() + FIRST_CHARACTER) : all;
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    rest.values().stream().limit(PAGE).forEach(result.putArray(field)::add);
    if (rest.size() > PAGE) {
      result.put("nextCursor", rest.keySet().stream().skip(PAGE - 1).findFirst().orElseThrow());
    }
    if (!list.degraded.isEmpty()) {
      ObjectNode reasons = result.putObject("_meta").putObject("dev.signalbox/degraded");
      new TreeMap<>(list.degraded).forEach(reasons::put);
    }
    return result;
  }

  private void collect(List<ServerId> servers, Duration patience, Source source) {
    List<Thread> asking =
        servers.stream()
            .map(id -> Thread.startVirtualThread(Carried.runnable(() -> ask(id, patience, source))))
            .toList();
    try {
      for (Thread thread : asking) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      asking.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private void ask(ServerId id, Duration patience, Source source) {
    try {
      Part part = source.ask(id, patience);
      if (part.degraded() != null) {
        degraded.put(id.value(), part.degraded());
      }
      found.putAll(part.entries());
    } catch (ProblemException failure) {
      degraded.put(id.value(), failure.detail());
    }
  }
}
