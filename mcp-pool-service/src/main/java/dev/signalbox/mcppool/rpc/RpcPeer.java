package dev.signalbox.mcppool.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the other side of a connection may ask of us. No method may wait. */
public interface RpcPeer {

  /** A notification came; it may come at any time, before the first answer too. */
  void notified(String method, @Nullable JsonNode params);

  /**
   * A request came: the answer to it, a {@code Success} or a {@code Failure}; empty if there is to
   * be none.
   */
  Optional<RpcMessage> answer(RpcMessage.Request request);

  /** The connection ended; the calls in flight get their outcome next. Comes once. */
  void ended(String reason);
}
