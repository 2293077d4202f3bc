package dev.signalbox.routing.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** An agent that runs elsewhere. It does as it is scripted; every call is recorded. */
public final class FakeAgent implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Deque<Reply> script = new ConcurrentLinkedDeque<>();
  private final List<FakePlatform.Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger disconnected = new AtomicInteger();

  private FakeAgent(HttpServer server) {
    this.server = server;
  }

  public static FakeAgent start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      FakeAgent agent = new FakeAgent(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", agent::handle);
      server.start();
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      FakePlatform.Call call =
          new FakePlatform.Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes));
      calls.add(call);
      Reply reply = script.isEmpty() ? Reply.failing(500, "Nothing is scripted") : script.pop();
      try {
        reply.play(exchange, call);
      } catch (IOException e) {
        disconnected.incrementAndGet();
        throw e;
      }
    }
  }

  /** What the next calls get, in order. */
  public void next(Reply... replies) {
    script.addAll(List.of(replies));
  }

  public List<FakePlatform.Call> calls() {
    return List.copyOf(calls);
  }

  /** How many callers hung up before their answer was complete. */
  public int disconnected() {
    return disconnected.get();
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/agent");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
