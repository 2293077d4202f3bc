package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcPeer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What servers may ask of the pool: {@code ping}. Sampling, elicitation and roots are refused,
 * which the pool announces by declaring no capability.
 */
final class ServerPeer implements RpcPeer {
  private final AtomicLong toolsEpoch = new AtomicLong();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  /** Counts the changes of the list of tools. */
  long toolsEpoch() {
    return toolsEpoch.get();
  }

  /** Completes with the reason when the connection ends. */
  CompletableFuture<String> end() {
    return end;
  }

  @Override
  public void notified(String method, @Nullable JsonNode params) {
    if (method.equals("notifications/tools/list_changed")) {
      toolsEpoch.incrementAndGet();
    }
  }

  @Override
  public RpcMessage answer(RpcMessage.Request request) {
    return request.method().equals("ping")
        ? new RpcMessage.Success(request.id(), JsonNodeFactory.instance.objectNode())
        : new RpcMessage.Failure(
            request.id(),
            RpcErrorCode.METHOD_NOT_FOUND,
            "This client does not offer " + request.method(),
            null);
  }

  @Override
  public void ended(String reason) {
    end.complete(reason);
  }
}
