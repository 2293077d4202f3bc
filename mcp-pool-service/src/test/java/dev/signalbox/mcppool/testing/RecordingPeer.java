package dev.signalbox.mcppool.testing;

import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcPeer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Remembers what it was told; knows no method. */
public final class RecordingPeer implements RpcPeer {
  private final List<String> notifications = new CopyOnWriteArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();

  @Override
  public void notified(String method, @Nullable JsonNode params) {
    notifications.add(method);
  }

  @Override
  public Optional<RpcMessage> answer(RpcMessage.Request request) {
    return Optional.of(
        new RpcMessage.Failure(
            request.id(), RpcErrorCode.METHOD_NOT_FOUND, "no " + request.method(), null));
  }

  @Override
  public void ended(String reason) {
    ends.add(reason);
  }

  public List<String> notifications() {
    return List.copyOf(notifications);
  }

  public List<String> ends() {
    return List.copyOf(ends);
  }
}
