package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcPeer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What servers may ask of the pool: {@code ping}. Sampling, elicitation and roots are refused,
 * which the pool announces by declaring no capability. A modern server may ask nothing this way and
 * gets no answer (2026-07-28, stdio, sending messages).
 */
final class ServerPeer implements RpcPeer {
  private final Consumer<String> listChanged;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile Era era = Era.LEGACY;

  /**
   * @param listChanged told by which notification the server said so; may not wait
   */
  ServerPeer(Consumer<String> listChanged) {
    this.listChanged = listChanged;
  }

  void speaks(Era agreed) {
    era = agreed;
  }

  /** Something that is to be told of. */
  void add(Watch watch) {
    watches.add(watch);
  }

  /** Whether there was this one, and no other of the same resource is left. */
  boolean remove(Watch watch) {
    return watches.remove(watch)
        && watches.stream().noneMatch(other -> other.uri().equals(watch.uri()));
  }

  /** Completes with the reason when the connection ends. */
  CompletableFuture<String> end() {
    return end;
  }

  @Override
  public void notified(String method, @Nullable JsonNode params) {
    if (method.endsWith("/list_changed")) {
      listChanged.accept(method);
    } else if (method.equals("notifications/resources/updated") && params != null) {
      String uri = params.path("uri").asString("");
      watches.forEach(watch -> watch.updated(uri));
    }
  }

  @Override
  public Optional<RpcMessage> answer(RpcMessage.Request request) {
    if (era == Era.MODERN) {
      return Optional.empty();
    }
    return Optional.of(
        request.method().equals("ping")
            ? new RpcMessage.Success(request.id(), JsonNodeFactory.instance.objectNode())
            : new RpcMessage.Failure(
                request.id(),
                RpcErrorCode.METHOD_NOT_FOUND,
                "This client does not offer " + request.method(),
                null));
  }

  @Override
  public void ended(String reason) {
    end.complete(reason);
  }
}
