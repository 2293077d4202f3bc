package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of one connection, asked for once and again after each {@code list_changed}. A change
 * that comes while the list is being read makes that reading good for nobody but its callers.
 */
final class ToolList {
  private static final int MAX_PAGES = 200;

  private final RpcConnection connection;
  private final ServerPeer peer;
  private final int maxTools;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Cached cached;

  private record Cached(long epoch, ToolListing.Listed listing) {}

  ToolList(RpcConnection connection, ServerPeer peer, int maxTools) {
    this.connection = connection;
    this.peer = peer;
    this.maxTools = maxTools;
  }

  ToolListing get(Duration timeout) {
    Cached now = cached;
    if (now != null && now.epoch() == peer.toolsEpoch()) {
      return now.listing();
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      if (!reading.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return new ToolListing.NotListed(new RpcOutcome.TimedOut(timeout));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new ToolListing.NotListed(new RpcOutcome.Cancelled("interrupted"));
    }
    try {
      now = cached;
      if (now != null && now.epoch() == peer.toolsEpoch()) {
        return now.listing();
      }
      long epoch = peer.toolsEpoch();
      ToolListing listing = read(deadline);
      if (listing instanceof ToolListing.Listed listed) {
        cached = new Cached(epoch, listed);
      }
      return listing;
    } finally {
      reading.unlock();
    }
  }

  private ToolListing read(long deadline) {
    List<Tool> tools = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    for (int page = 0; page < MAX_PAGES; page++) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      RpcOutcome outcome = connection.call("tools/list", params, left);
      if (!(outcome instanceof RpcOutcome.Answered answered)) {
        return new ToolListing.NotListed(outcome);
      }
      for (JsonNode tool : answered.result().path("tools")) {
        if (tool.path("name").isString()) {
          tools.add(new Tool(tool.path("name").stringValue(), tool));
        }
      }
      JsonNode next = answered.result().path("nextCursor");
      if (!next.isString()) {
        return new ToolListing.Listed(tools);
      }
      if (tools.size() > maxTools || !cursors.add(next.stringValue())) {
        break;
      }
      params.put("cursor", next.stringValue());
    }
    return new ToolListing.NotListed(
        new RpcOutcome.Unreadable(
            "the list of tools has no end, or more than %d tools".formatted(maxTools)));
  }
}
