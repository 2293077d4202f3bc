package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.Wire;
import dev.signalbox.mcppool.rpc.WireListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes connections to nothing, or fails, as the test has it. */
final class ScriptedConnector implements Connector {
  private final List<SilentWire> wires = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger cleanUps = new AtomicInteger();
  volatile @Nullable String failure;
  volatile CountDownLatch gate = new CountDownLatch(0);

  int attempts() {
    return attempts.get();
  }

  int cleanUps() {
    return cleanUps.get();
  }

  /** Ends the newest connection from the other side. */
  void hangUp(String reason) {
    wires.getLast().close(reason);
  }

  @Override
  public McpConnection connect(Duration timeout) throws ConnectFailed {
    attempts.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      throw new ConnectFailed("interrupted");
    }
    String reason = failure;
    if (reason != null) {
      throw new ConnectFailed(reason);
    }
    SilentWire wire = new SilentWire();
    wires.add(wire);
    ServerPeer peer = new ServerPeer(notification -> {});
    return new McpConnection(
        RpcConnection.over(wire, peer, 1),
        peer,
        new Negotiated("2025-11-25", "scripted", "1", new ServerCapabilities(true, false)),
        new ToolPages(new ToolRules(10, Duration.ofMinutes(1)), false),
        cleanUps::incrementAndGet);
  }

  private static final class SilentWire implements Wire {
    private volatile @Nullable WireListener listener;

    @Override
    public void open(WireListener receiver) {
      listener = receiver;
    }

    @Override
    public boolean send(RpcMessage message, Duration patience) {
      return true;
    }

    @Override
    public boolean sendAhead(RpcMessage message) {
      return true;
    }

    @Override
    public boolean withdraw(long id) {
      return false;
    }

    @Override
    public void close(String reason) {
      WireListener receiver = listener;
      listener = null;
      if (receiver != null) {
        receiver.closed(reason);
      }
    }
  }
}
