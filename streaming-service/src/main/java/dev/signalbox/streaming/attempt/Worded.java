package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.net.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call worded for one target.
 *
 * @param client the client's protocol
 * @param provider the one that the target is asked in
 * @param understood all of what the client said; null where it goes through unchanged
 * @param unused hints of the client that the target's protocol has no place for
 */
record Worded(
    Target target,
    WireProtocol client,
    WireProtocol provider,
    HttpRequest request,
    @Nullable ModelRequest understood,
    List<String> unused) {

  /** Whether the answer goes through unchanged. */
  boolean relayed() {
    return understood == null;
  }
}
