package dev.signalbox.routing.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a model call gets. */
public interface Reply {

  /** Plays the reply; an exception of the exchange means that the caller has gone. */
  void play(HttpExchange exchange, FakePlatform.Call call) throws IOException;

  /** A whole answer in these pieces, with usage. */
  static Reply saying(String... pieces) {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      for (String piece : pieces) {
        chunk(out, delta(piece));
      }
      end(out, "stop");
    };
  }

  /** A refusal in OpenAI's error shape. */
  static Reply failing(int status, String message) {
    return (exchange, call) ->
        FakePlatform.answer(
            exchange,
            status,
            "{\"error\":{\"message\":\"%s\",\"type\":\"server_error\",\"code\":null}}"
                .formatted(message));
  }

  /** These pieces, and then the connection ends without an end of the answer. */
  static Reply cutAfter(String... pieces) {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      for (String piece : pieces) {
        chunk(out, delta(piece));
      }
    };
  }

  /** A piece, and then an error in the stream. */
  static Reply failingInMidStream(String piece, String code) {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      chunk(out, delta(piece));
      chunk(
          out,
          "{\"error\":{\"message\":\"It broke\",\"type\":\"upstream\",\"code\":\"%s\"}}"
              .formatted(code));
    };
  }

  /** A piece every 20 ms until the caller hangs up. */
  static Reply endless() {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      CountDownLatch never = new CountDownLatch(1);
      for (int i = 0; i < 5_000; i++) {
        chunk(out, delta("word "));
        await(never, 20);
      }
    };
  }

  /** Begins when the gate opens. */
  static Reply gated(CountDownLatch gate, Reply reply) {
    return (exchange, call) -> {
      await(gate, 30_000);
      reply.play(exchange, call);
    };
  }

  /** Asks for a tool, its arguments in two pieces. */
  static Reply callingTool(String name, String argumentsHead, String argumentsTail) {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      chunk(
          out,
          """
          {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function",
           "function":{"name":"%s","arguments":"%s"}}]}}]}"""
              .formatted(name, argumentsHead)
              .replace("\n", ""));
      chunk(
          out,
          "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"%s\"}}]}}]}"
              .formatted(argumentsTail));
      end(out, "tool_calls");
    };
  }

  /** An event stream of these data, to its end. */
  static Reply stream(String... data) {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      for (String each : data) {
        chunk(out, each);
      }
    };
  }

  /** An event stream that promises more than these data, and breaks. */
  static Reply brokenStream(String... data) {
    return (exchange, call) -> {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 1_000_000);
      for (String each : data) {
        chunk(exchange.getResponseBody(), each);
      }
    };
  }

  /** The same data every 20 ms until the caller hangs up. */
  static Reply endlessStream(String data) {
    return (exchange, call) -> {
      OutputStream out = begin(exchange);
      CountDownLatch never = new CountDownLatch(1);
      for (int i = 0; i < 5_000; i++) {
        chunk(out, data);
        await(never, 20);
      }
    };
  }

  /** A JSON document. */
  static Reply json(String document) {
    return (exchange, call) -> FakePlatform.answer(exchange, 200, document);
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("X-Signalbox-Provider", "groq");
    exchange.getResponseHeaders().set("X-Signalbox-Model", "groq/llama");
    exchange.getResponseHeaders().set("X-Signalbox-Simulated", "true");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static String delta(String text) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}"
        .formatted(text);
  }

  private static void end(OutputStream out, String finishReason) throws IOException {
    chunk(
        out,
        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}"
            .formatted(finishReason));
    chunk(
        out,
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":10,\"total_tokens\":100}}");
    chunk(out, "[DONE]");
  }

  private static void chunk(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void await(CountDownLatch latch, int millis) throws IOException {
    try {
      boolean open = latch.await(millis, TimeUnit.MILLISECONDS);
      if (!open && millis > 1_000) {
        throw new IOException("The gate was not opened");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
