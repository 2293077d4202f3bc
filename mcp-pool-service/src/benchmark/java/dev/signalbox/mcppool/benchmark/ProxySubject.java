package dev.signalbox.mcppool.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** npm {@code mcp-proxy}: a proxy for each replica, taken in turn. */
final class ProxySubject implements Subject {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ToolServer server;
  private final Path log;

  ProxySubject(ToolServer server, Path log) {
    this.server = server;
    this.log = log;
  }

  @Override
  public String name() {
    return "mcp-proxy";
  }

  @Override
  public Way open(int replicas) {
    return new ProxyWay(
        IntStream.range(0, replicas).mapToObj(i -> start()).toList(), new AtomicInteger());
  }

  private Proxy start() {
    int port = Ports.free();
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                server.node().resolve("node_modules/mcp-proxy/dist/bin/mcp-proxy.mjs").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--server",
                "stream",
                "--",
                "node"));
    command.addAll(server.arguments());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
      Proxy proxy =
          new Proxy(
              process,
              new HttpCaller(URI.create("http://127.0.0.1:" + port + "/mcp"), "echo", Map.of()));
      proxy.awaitReady();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("mcp-proxy does not start", e);
    }
  }

  private record Proxy(Process process, HttpCaller caller) {
    private void awaitReady() {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!caller.echo()) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IllegalStateException("mcp-proxy did not become ready");
        }
        LockSupport.parkNanos(5_000_000);
      }
    }

    private void close() {
      caller.close();
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(one -> one.onExit().join());
    }
  }

  private record ProxyWay(List<Proxy> proxies, AtomicInteger turn) implements Way {
    @Override
    public boolean echo() {
      return next().caller().echo();
    }

    @Override
    public boolean echoToNewcomer() {
      try (HttpCaller newcomer = next().caller().newcomer()) {
        return newcomer.echo();
      }
    }

    private Proxy next() {
      return proxies.size() == 1
          ? proxies.getFirst()
          : proxies.get(Math.floorMod(turn.getAndIncrement(), proxies.size()));
    }

    @Override
    public void awaitReady() {}

    @Override
    public List<ProcessHandle> servers() {
      return proxies.stream()
          .flatMap(proxy -> ToolServer.of(proxy.process().toHandle()).stream())
          .toList();
    }

    @Override
    public long memory() {
      return proxies.stream().mapToLong(proxy -> Memory.ofProcess(proxy.process().toHandle())).sum();
    }

    @Override
    public void close() {
      proxies.forEach(Proxy::close);
    }
  }
}
