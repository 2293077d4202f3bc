package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.Wire;
import dev.signalbox.mcppool.rpc.WireListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that lives in the test, and answers on each connection as the script has it. */
public final class ScriptedServer implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<ScriptedWire> wires = new CopyOnWriteArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final Script script;

  /** What happens to a request; it may wait. */
  public interface Script {

    /**
     * Answers one request.
     *
     * @param connection counts the connections from 1 on
     * @return how the request ends; null if it gets no answer
     */
    @Nullable RpcOutcome answer(int connection, String method);
  }

  public ScriptedServer(Script script) {
    this.script = script;
  }

  /**
   * The way to it.
   *
   * @param weights of its replicas
   */
  public ServerAccess access(Clock clock, int... weights) {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      int replica = i + 1;
      routes.add(new Route(timeout -> connect(replica), weights[i]));
    }
    return new ServerAccess(
        "scripted",
        routes,
        new ServerLists(clock),
        true,
        Duration.ofSeconds(20),
        new BackOff(Duration.ofMillis(1), Duration.ofMillis(50), 100, Duration.ofDays(1)),
        timer,
        clock);
  }

  /** Which replica a connection leads to, from 1 on. */
  public int replicaOf(int connection) {
    return wires.get(connection - 1).replica;
  }

  /** How many connections were made so far. */
  public int opened() {
    return wires.size();
  }

  /** How many of them were ended, and nothing is left of them. */
  public int closed() {
    return closed.get();
  }

  /** Ends a connection from this side. */
  public void hangUp(int connection) {
    wires.get(connection - 1).close("it hung up");
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private synchronized McpConnection connect(int replica) {
    ScriptedWire wire = new ScriptedWire(wires.size() + 1, replica);
    wires.add(wire);
    ServerPeer peer = new ServerPeer(notification -> {});
    return new McpConnection(
        RpcConnection.over(wire, peer, 256),
        peer,
        new Negotiated("2025-11-25", "scripted", "1", new ServerCapabilities(true, false)),
        new ToolPages(new ToolRules(10, Duration.ofMinutes(1)), false),
        closed::incrementAndGet);
  }

  private final class ScriptedWire implements Wire {
    private final int number;
    private final int replica;
    private volatile @Nullable WireListener listener;

    private ScriptedWire(int number, int replica) {
      this.number = number;
      this.replica = replica;
    }

    @Override
    public void open(WireListener receiver) {
      listener = receiver;
    }

    @Override
    public boolean send(RpcMessage message, Duration patience) {
      if (message instanceof RpcMessage.Request request) {
        Thread.startVirtualThread(() -> answer(request));
      }
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

    private void answer(RpcMessage.Request request) {
      RpcOutcome outcome = script.answer(number, request.method());
      WireListener receiver = listener;
      if (outcome == null || receiver == null) {
        return;
      }
      if (outcome instanceof RpcOutcome.Answered answered) {
        receiver.received(RpcCodec.encode(new RpcMessage.Success(request.id(), answered.result())));
      } else {
        receiver.failed(request.id().longValue(), outcome);
      }
    }
  }
}
