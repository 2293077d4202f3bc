package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.Wire;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the era of one server, once, and agrees with it on a version on each new connection. What
 * it found it remembers until a connection made on that assumption fails (2026-07-28, versioning,
 * backward compatibility).
 */
final class Handshake {
  private final Duration probePatience;
  private final boolean probeMayEndIt;
  private volatile @Nullable Era known;

  private Handshake(Duration probePatience, boolean probeMayEndIt) {
    this.probePatience = probePatience;
    this.probeMayEndIt = probeMayEndIt;
  }

  /**
   * With a server over pipes. One that ends on a request it does not know is of the legacy era, and
   * is greeted as such the next time.
   *
   * @param probePatience how long the question for the era may stay unanswered before the legacy
   *     handshake is tried beside it
   */
  static Handshake overPipes(Duration probePatience) {
    return new Handshake(probePatience, true);
  }

  /** With a server over HTTP, as above. */
  static Handshake overHttp(Duration probePatience) {
    return new Handshake(probePatience, false);
  }

  /**
   * Agrees on a version.
   *
   * @throws ConnectFailed with a reason for people
   */
  Negotiated perform(RpcConnection connection, Wire wire, Duration timeout) throws ConnectFailed {
    Era assumed = known;
    try {
      Negotiated negotiated =
          assumed == Era.LEGACY
              ? InitializeHandshake.perform(connection, wire, timeout)
              : discover(connection, wire, assumed, timeout);
      known = negotiated.era();
      return negotiated;
    } catch (ConnectFailed failure) {
      if (assumed != null) {
        known = null;
      }
      throw failure;
    }
  }

  private Negotiated discover(
      RpcConnection connection, Wire wire, @Nullable Era assumed, Duration timeout)
      throws ConnectFailed {
    long deadline = System.nanoTime() + timeout.toNanos();
    RpcCall probe = Discovery.ask(connection, timeout);
    Optional<RpcOutcome> answer = probe.within(assumed == null ? probePatience : timeout);
    if (answer.isPresent()) {
      if (answer.get() instanceof RpcOutcome.Lost && probeMayEndIt) {
        known = Era.LEGACY;
      }
      return agree(answer.get(), connection, wire, deadline);
    }
    return initializeBeside(probe, connection, wire, deadline);
  }

  private static Negotiated agree(
      RpcOutcome answer, RpcConnection connection, Wire wire, long deadline) throws ConnectFailed {
    return switch (Discovery.judge(answer)) {
      case Discovery.Finding.Modern modern -> modern.negotiated();
      case Discovery.Finding.Legacy legacy ->
          InitializeHandshake.perform(connection, wire, left(deadline));
      case Discovery.Finding.AskAgain again ->
          askAgain(connection, deadline).orElseThrow(() -> new ConnectFailed(again.reason()));
      case Discovery.Finding.Incompatible incompatible ->
          throw new ConnectFailed(incompatible.reason());
    };
  }

  /** What a modern server that was slow to say so speaks. */
  private static Optional<Negotiated> modern(
      Optional<RpcOutcome> answer, RpcConnection connection, long deadline) {
    return answer.flatMap(
        late ->
            switch (Discovery.judge(late)) {
              case Discovery.Finding.Modern modern -> Optional.of(modern.negotiated());
              case Discovery.Finding.AskAgain again -> askAgain(connection, deadline);
              case Discovery.Finding.Legacy legacy -> Optional.empty();
              case Discovery.Finding.Incompatible incompatible -> Optional.empty();
            });
  }

  private static Optional<Negotiated> askAgain(RpcConnection connection, long deadline) {
    return Discovery.judge(Discovery.ask(connection, left(deadline)).await())
            instanceof Discovery.Finding.Modern(Negotiated negotiated)
        ? Optional.of(negotiated)
        : Optional.empty();
  }

  /** A server that is silent so far is a legacy one, or a modern one that starts slowly. */
  private static Negotiated initializeBeside(
      RpcCall probe, RpcConnection connection, Wire wire, long deadline) throws ConnectFailed {
    try {
      return InitializeHandshake.perform(connection, wire, left(deadline));
    } catch (ConnectFailed failure) {
      return modern(probe.within(Duration.ZERO), connection, deadline).orElseThrow(() -> failure);
    } finally {
      probe.cancel("the server is spoken to in another way");
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
