package dev.signalbox.systemtests.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Agents that others run, of all three kinds, on one port. Each is named by the last part of its
 * path and says "I am" with its name unless something else is said of it; they are well whenever
 * they are asked about that.
 */
final class RemoteAgents implements AutoCloseable {

  private static final String NO_SUCH_TASK =
      """
      {"jsonrpc":"2.0","id":"trial","error":{"code":-32001,"message":"Task not found"}}""";

  private final HttpServer server;
  private final Map<String, Conduct> conducts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  /** What an agent does with a message. */
  sealed interface Conduct {

    record Answers() implements Conduct {}

    record Fails() implements Conduct {}

    /** Answers when the gate opens; without that, it says nothing for a minute. */
    record Waits(CountDownLatch gate) implements Conduct {}
  }

  private interface Answer {
    void to(HttpExchange exchange, String name) throws IOException;
  }

  RemoteAgents() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    look("/health", "{\"status\":\"ok\"}");
    look(
        "/openai/models",
        "{\"object\":\"list\",\"data\":[{\"id\":\"parrot\",\"object\":\"model\"}]}");
    look("/card", card());
    message("/http/", RemoteAgents::inOwnWords);
    message("/a2a/", RemoteAgents::asTask);
    message("/openai/chat/", RemoteAgents::asCompletion);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void let(String name, Conduct conduct) {
    conducts.put(name, conduct);
  }

  /** How many messages an agent has got. */
  int asked(String name) {
    return asked.getOrDefault(name, new AtomicInteger()).get();
  }

  private void look(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            send(exchange, 200, json);
          }
        });
  }

  private void message(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (isTrial(exchange.getRequestBody().readAllBytes())) {
              send(exchange, 200, NO_SUCH_TASK);
              return;
            }
            String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            asked.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
            conduct(exchange, name, answer);
          }
        });
  }

  /** The registry asks an A2A agent for a task that it cannot have. */
  private static boolean isTrial(byte[] request) {
    return new String(request, StandardCharsets.UTF_8).contains("\"GetTask\"");
  }

  private void conduct(HttpExchange exchange, String name, Answer answer) throws IOException {
    switch (conducts.getOrDefault(name, new Conduct.Answers())) {
      case Conduct.Answers answers -> answer.to(exchange, name);
      case Conduct.Fails fails -> send(exchange, 500, "{}");
      case Conduct.Waits waits -> {
        try {
          if (waits.gate().await(1, TimeUnit.MINUTES)) {
            answer.to(exchange, name);
          }
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }

  private static void inOwnWords(HttpExchange exchange, String name) throws IOException {
    send(exchange, 200, "{\"content\":\"I am %s\",\"metadata\":{}}".formatted(name));
  }

  private static void asTask(HttpExchange exchange, String name) throws IOException {
    stream(
        exchange,
        result(
            "{\"task\":{\"id\":\"t1\",\"contextId\":\"c1\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}"),
        result(
            """
            {"artifactUpdate":{"taskId":"t1","contextId":"c1","artifact":{"artifactId":"a1",\
            "parts":[{"text":"I am %s"}]}}}"""
                .formatted(name)),
        result(
            """
            {"statusUpdate":{"taskId":"t1","contextId":"c1",\
            "status":{"state":"TASK_STATE_COMPLETED"}}}"""));
  }

  private static String result(String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":" + result + "}";
  }

  private static void asCompletion(HttpExchange exchange, String name) throws IOException {
    stream(
        exchange,
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"I am \"},\"finish_reason\":null}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"parrot\"},\"finish_reason\":null}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}",
        "[DONE]");
  }

  private String card() {
    return """
    {"name": "Messenger", "description": "Carries messages.", "version": "1.0.0",
     "supportedInterfaces": [{"url": "%s", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}],
     "capabilities": {"streaming": true},
     "defaultInputModes": ["text/plain"], "defaultOutputModes": ["text/plain"],
     "skills": [{"id": "carry", "name": "Carrying", "description": "Carries.", "tags": ["mail"]}]}"""
        .formatted(url("/a2a/messenger"));
  }

  private static void stream(HttpExchange exchange, String... data) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (String each : data) {
      out.write(("data: " + each + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
