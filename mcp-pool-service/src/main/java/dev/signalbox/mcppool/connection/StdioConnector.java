package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.process.Command;
import dev.signalbox.mcppool.process.LaunchFailed;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.process.ProcessTree;
import dev.signalbox.mcppool.process.StderrTail;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.transport.LineWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the server as a process of ours. */
final class StdioConnector implements Connector {
  private static final long DRAIN_MILLIS = 100;
  private static final long EXIT_MILLIS = 300;
  private static final int SIGNAL = 128;

  private final ServerId id;
  private final Transport.Stdio stdio;
  private final Launcher launcher;
  private final Secrets secrets;
  private final Path workDirectory;
  private final boolean foldersOfTheirOwn;
  private final ConnectionLimits limits;
  private final Handshake handshake;
  private final ServerLists lists;

  /**
   * @param foldersOfTheirOwn whether each connection's process gets a folder that is empty when it
   *     starts and gone when it has ended, unless an admin set one
   */
  StdioConnector(
      ServerId id,
      Transport.Stdio stdio,
      Launcher launcher,
      Secrets secrets,
      Path workDirectory,
      boolean foldersOfTheirOwn,
      ConnectionLimits limits,
      ServerLists lists) {
    this.id = id;
    this.stdio = stdio;
    this.launcher = launcher;
    this.secrets = secrets;
    this.workDirectory = workDirectory;
    this.foldersOfTheirOwn = foldersOfTheirOwn;
    this.limits = limits;
    this.handshake = Handshake.overPipes(limits.probePatience());
    this.lists = lists;
  }

  @Override
  public McpConnection connect(Duration timeout) throws ConnectFailed {
    Map<String, String> environment = environment();
    StderrTail errors = new StderrTail(Secrets.redaction(environment));
    WorkingFolder folder = folder();
    ProcessTree tree = launch(environment, folder, errors);
    LineWire wire =
        new LineWire(
            "mcp-" + id,
            tree.output(),
            tree.input(),
            limits.maxMessage(),
            limits.maxQueued(),
            () -> end(tree, errors));
    ServerPeer peer = new ServerPeer(lists::announced);
    RpcConnection rpc = RpcConnection.over(wire, peer, limits.maxInFlight());
    closeAfterExit(tree, wire, errors);
    try {
      Negotiated negotiated = handshake.perform(rpc, wire, timeout);
      return new McpConnection(
          rpc, peer, negotiated, new ToolPages(limits.tools(), false), () -> stop(tree, folder));
    } catch (ConnectFailed failure) {
      rpc.close();
      stop(tree, folder);
      throw failure;
    }
  }

  private ProcessTree launch(
      Map<String, String> environment, WorkingFolder folder, StderrTail errors)
      throws ConnectFailed {
    try {
      return launcher.launch(
          new Command(
              id.value(),
              stdio.command(),
              stdio.arguments(),
              withCaches(environment, folder),
              folder.prepared()),
          errors);
    } catch (LaunchFailed failure) {
      folder.leave();
      throw new ConnectFailed(String.valueOf(failure.getMessage()));
    }
  }

  /** What was downloaded to run it is the same for all its processes, whosever they are. */
  private Map<String, String> withCaches(Map<String, String> environment, WorkingFolder folder) {
    if (folder.kind() != WorkingFolder.Kind.OWN) {
      return environment;
    }
    String shared = WorkingFolder.shared(workDirectory, id).path().toAbsolutePath().toString();
    Map<String, String> all = new HashMap<>();
    all.put("npm_config_cache", shared + "/.npm");
    all.put("UV_CACHE_DIR", shared + "/.uv");
    all.putAll(environment);
    return all;
  }

  private void stop(ProcessTree tree, WorkingFolder folder) {
    launcher.stop(tree);
    folder.leave();
  }

  private Map<String, String> environment() throws ConnectFailed {
    try {
      return secrets.reveal(stdio.environment());
    } catch (IllegalArgumentException missing) {
      throw new ConnectFailed(String.valueOf(missing.getMessage()));
    }
  }

  private WorkingFolder folder() {
    if (stdio.workingDirectory() != null) {
      return WorkingFolder.given(Path.of(stdio.workingDirectory()));
    }
    return foldersOfTheirOwn
        ? WorkingFolder.own(workDirectory, id)
        : WorkingFolder.shared(workDirectory, id);
  }

  /**
   * A grandchild may hold the output open when the server is gone; what the server said last is
   * read all the same.
   */
  private static void closeAfterExit(ProcessTree tree, LineWire wire, StderrTail errors) {
    CompletableFuture<Void> unused =
        tree.exit()
            .thenAcceptAsync(
                code -> wire.close(end(tree, errors)),
                CompletableFuture.delayedExecutor(DRAIN_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static String end(ProcessTree tree, StderrTail errors) {
    try {
      int code = tree.exit().get(EXIT_MILLIS, TimeUnit.MILLISECONDS);
      String how =
          code > SIGNAL ? "was ended by signal " + (code - SIGNAL) : "exited with code " + code;
      return "the server "
          + how
          + errors.lastLine().map(line -> "; it last said: " + line).orElse("");
    } catch (TimeoutException runs) {
      return "the server closed its output or input";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "the connection was closed";
    } catch (ExecutionException impossible) {
      return "the server ended";
    }
  }
}
