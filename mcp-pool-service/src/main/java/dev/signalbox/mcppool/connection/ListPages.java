package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one of a server's lists, page by page (2025-11-25, server, pagination). */
final class ListPages {
  private static final int MAX_PAGES = 200;

  private final ToolRules rules;

  ListPages(ToolRules rules) {
    this.rules = rules;
  }

  /** Sends one request. */
  interface Requests {
    RpcOutcome call(String method, ObjectNode params, Duration timeout);
  }

  /** What came of it. */
  sealed interface Read {

    /**
     * All entries, in the server's order.
     *
     * @param ttl how long they may be taken for true (2026-07-28, server, caching)
     */
    record All(List<JsonNode> entries, Duration ttl) implements Read {
      public All {
        entries = List.copyOf(entries);
      }
    }

    /** The server did not tell. */
    record Failed(RpcOutcome outcome) implements Read {}
  }

  /** What is offered; a list that the server does not know is empty. */
  Read read(Offer offer, Requests requests, Duration timeout) {
    Read read = read(offer.method(), offer.field(), requests, timeout);
    return read instanceof Read.Failed(RpcOutcome.Refused refused)
            && refused.code() == RpcErrorCode.METHOD_NOT_FOUND
        ? new Read.All(List.of(), rules.defaultTtl())
        : read;
  }

  /**
   * Any list.
   *
   * @param field where it stands in the result
   */
  Read read(String method, String field, Requests requests, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<JsonNode> entries = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    Duration ttl = ToolRules.LONGEST_TTL;
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode params = JsonNodeFactory.instance.objectNode();
      if (cursor != null) {
        params.put("cursor", cursor);
      }
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      RpcOutcome outcome = requests.call(method, params, left);
      if (!(outcome instanceof RpcOutcome.Answered answered)) {
        return new Read.Failed(outcome);
      }
      answered.result().path(field).forEach(entries::add);
      // Each page has its own; the list is as good as the first of them to go stale.
      ttl = shorter(ttl, rules.ttl(answered.result().path("ttlMs")));
      JsonNode next = answered.result().path("nextCursor");
      if (!next.isString()) {
        return new Read.All(entries, ttl);
      }
      if (entries.size() > rules.maxTools() || !cursors.add(next.stringValue())) {
        break;
      }
      cursor = next.stringValue();
    }
    return new Read.Failed(
        new RpcOutcome.Unreadable(
            "the list of %s has no end, or more than %d entries"
                .formatted(field, rules.maxTools())));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
