package dev.signalbox.mcppool.rpc;

import org.jspecify.annotations.Nullable;

/** Told what a wire receives. No method may wait: the wire's reader is the one that calls. */
public interface WireListener {

  /** A frame came: JSON-RPC, or a stray line. */
  void received(byte[] frame);

  /**
   * A frame longer than the limit came and was thrown away.
   *
   * @param id the id it bore at its top level, if that could be read
   * @param limit bytes a frame may have
   */
  void tooLong(@Nullable Long id, int limit);

  /** Whether a request still waits for its answer. */
  boolean awaits(long id);

  /** One request got no answer; the wire goes on. */
  void failed(long id, RpcOutcome outcome);

  /** The wire ended. */
  void closed(String reason);
}
