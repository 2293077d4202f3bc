package dev.signalbox.mcppool.local;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.Wire;
import dev.signalbox.mcppool.rpc.WireListener;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages to a server within this process, which thereby speaks 2026-07-28. Each request
 * has a virtual thread of its own, which is interrupted when the request is withdrawn.
 */
public final class LocalWire implements Wire {
  private static final Logger LOG = LoggerFactory.getLogger(LocalWire.class);
  private static final String VERSION = "2026-07-28";
  private static final long LIST_IS_GOOD_FOR_MILLIS = Duration.ofDays(1).toMillis();

  private final LocalServer server;
  private final int maxFrame;
  private final Map<Long, Thread> working = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable WireListener listener;

  /**
   * @param maxFrame bytes an answer may have
   */
  public LocalWire(LocalServer server, int maxFrame) {
    this.server = server;
    this.maxFrame = maxFrame;
  }

  @Override
  public void open(WireListener receiver) {
    listener = receiver;
  }

  @Override
  public boolean send(RpcMessage message, Duration patience) {
    if (message instanceof RpcMessage.Request request && !closed.get()) {
      long id = request.id().longValue();
      TimeLimit limit = TimeLimit.in(patience);
      Thread thread =
          Thread.ofVirtual().name("mcp-local-" + id).unstarted(() -> work(id, request, limit));
      working.put(id, thread);
      thread.start();
    }
    return true;
  }

  @Override
  public boolean sendAhead(RpcMessage message) {
    return true;
  }

  @Override
  public boolean withdraw(long id) {
    Thread thread = working.remove(id);
    if (thread != null) {
      thread.interrupt();
    }
    return true;
  }

  @Override
  public void close(String reason) {
    if (closed.compareAndSet(false, true)) {
      working.values().forEach(Thread::interrupt);
      receiver().closed(reason);
    }
  }

  private void work(long id, RpcMessage.Request request, TimeLimit limit) {
    try {
      byte[] frame = RpcCodec.encode(answer(request, limit));
      if (frame.length > maxFrame) {
        receiver().tooLong(id, maxFrame);
      } else {
        receiver().received(frame);
      }
    } catch (InterruptedException withdrawn) {
      // Nobody waits for the answer any more.
    } catch (RuntimeException failure) {
      LOG.error("{}: {} failed unexpectedly", server.name(), request.method(), failure);
      receiver().received(RpcCodec.encode(failure(request, RpcErrorCode.INTERNAL_ERROR, "failed")));
    } finally {
      working.remove(id);
    }
  }

  private RpcMessage answer(RpcMessage.Request request, TimeLimit limit)
      throws InterruptedException {
    JsonNode params = request.params() == null ? MissingNode.getInstance() : request.params();
    return switch (request.method()) {
      case "server/discover" -> success(request, discovered());
      case "tools/list" -> success(request, listed());
      case "tools/call" -> called(request, params, limit);
      default -> failure(request, RpcErrorCode.METHOD_NOT_FOUND, "There is no " + request.method());
    };
  }

  private RpcMessage called(RpcMessage.Request request, JsonNode params, TimeLimit limit)
      throws InterruptedException {
    String tool = params.path("name").asString("");
    if (server.tools().stream().noneMatch(known -> known.path("name").asString("").equals(tool))) {
      return failure(request, RpcErrorCode.INVALID_PARAMS, "There is no tool \"" + tool + "\"");
    }
    return success(request, server.call(tool, params.path("arguments"), limit));
  }

  /** {@code DiscoverResult} (2026-07-28, server, discovery). */
  private ObjectNode discovered() {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.putArray("supportedVersions").add(VERSION);
    result.putObject("capabilities").putObject("tools");
    result
        .putObject("_meta")
        .putObject("io.modelcontextprotocol/serverInfo")
        .put("name", server.name())
        .put("version", VERSION);
    return result;
  }

  private ObjectNode listed() {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.putArray("tools").addAll(server.tools());
    return result.put("ttlMs", LIST_IS_GOOD_FOR_MILLIS).put("cacheScope", "public");
  }

  private static RpcMessage success(RpcMessage.Request request, ObjectNode result) {
    return new RpcMessage.Success(request.id(), result.put("resultType", "complete"));
  }

  private static RpcMessage failure(RpcMessage.Request request, int code, String message) {
    return new RpcMessage.Failure(request.id(), code, message, null);
  }

  private WireListener receiver() {
    return Objects.requireNonNull(listener, "the wire is not open");
  }
}
