package dev.signalbox.mcppool.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.sse.ClientGoneException;
import dev.signalbox.kit.sse.SseStreams;
import dev.signalbox.kit.sse.SseWriter;
import dev.signalbox.mcppool.face.Headers;
import dev.signalbox.mcppool.face.McpFace;
import dev.signalbox.mcppool.face.Origins;
import dev.signalbox.mcppool.face.RunningCall;
import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcMessage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * MCP's streamable HTTP, from the server's side, in both eras. An answer that is there soon is
 * JSON; one that takes longer is an event stream, by which it shows whether the agent is still
 * there. Who gets an event stream without posting anything is told which lists change.
 */
@RestController
class McpController {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofDays(1);
  private static final String SESSION_ID = "Mcp-Session-Id";

  private final McpFace face;
  private final Origins origins;
  private final SseStreams streams;
  private final Clock clock;

  McpController(McpFace face, Origins origins, SseStreams streams, Clock clock) {
    this.face = face;
    this.origins = origins;
    this.streams = streams;
    this.clock = clock;
  }

  @PostMapping("/mcp")
  void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    post(request, response, null);
  }

  /** One server alone, whose things are called as it calls them. */
  @PostMapping("/mcp/{server}")
  void post(@PathVariable String server, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    post(request, response, server);
  }

  @GetMapping(path = "/mcp", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    get(request, response, null);
  }

  /** What changes of one server alone. */
  @GetMapping(path = "/mcp/{server}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void get(@PathVariable String server, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    get(request, response, server);
  }

  /** Takes what it needs from the request itself: to have it bound costs more than the answer. */
  private void post(
      HttpServletRequest request, HttpServletResponse response, @Nullable String server)
      throws IOException {
    if (!origins.admit(request.getHeader(HttpHeaders.ORIGIN))) {
      write(response, McpFace.originRefused());
      return;
    }
    McpFace.Sender sender = sender(request, server);
    switch (face.take(request.getInputStream().readAllBytes(), sender)) {
      case McpFace.Taken.Accepted accepted -> response.setStatus(HttpServletResponse.SC_ACCEPTED);
      case McpFace.Taken.Invalid invalid -> write(response, invalid);
      case McpFace.Taken.Answering answering -> {
        if (answering.opensSession()) {
          // Nothing is kept under it; it tells the requests of one client from another's.
          response.setHeader(SESSION_ID, UUID.randomUUID().toString());
        }
        answer(answering.call(), response);
      }
    }
  }

  private void get(
      HttpServletRequest request, HttpServletResponse response, @Nullable String server)
      throws IOException {
    if (!origins.admit(request.getHeader(HttpHeaders.ORIGIN))) {
      write(response, McpFace.originRefused());
      return;
    }
    switch (face.listen(sender(request, server))) {
      case McpFace.Taken.Accepted accepted -> throw new IllegalStateException("nothing was sent");
      case McpFace.Taken.Invalid invalid -> write(response, invalid);
      case McpFace.Taken.Answering answering -> answer(answering.call(), response);
    }
  }

  private McpFace.Sender sender(HttpServletRequest request, @Nullable String server) {
    return new McpFace.Sender(
        Caller.current(),
        request.getParameter("agent"),
        server,
        request.getHeader(SESSION_ID),
        new Headers(
            request.getHeader("MCP-Protocol-Version"),
            request.getHeader("Mcp-Method"),
            request.getHeader("Mcp-Name")),
        Objects.requireNonNull(RequestContext.current()).deadline().remaining(clock));
  }

  private void answer(RunningCall call, HttpServletResponse response) throws IOException {
    try {
      Optional<RunningCall.Message> first = call.next(SOON);
      if (first.isPresent() && first.get() instanceof RunningCall.Message.Answer answer) {
        write(response, answer.message(), answer.status());
      } else {
        stream(call, first, response);
      }
    } catch (InterruptedException stopping) {
      call.cancel();
      Thread.currentThread().interrupt();
    }
  }

  private void stream(
      RunningCall call, Optional<RunningCall.Message> first, HttpServletResponse response)
      throws IOException, InterruptedException {
    try (SseWriter events = streams.open(response)) {
      events.onDisconnect(call::cancel);
      Optional<RunningCall.Message> next = first;
      while (true) {
        if (next.isPresent()) {
          switch (next.get()) {
            case RunningCall.Message.Note note -> send(events, note.notification());
            case RunningCall.Message.Answer answer -> {
              send(events, answer.message());
              return;
            }
            case RunningCall.Message.Ended ended -> {
              return;
            }
          }
        }
        next = call.next(LONG);
      }
    } catch (ClientGoneException gone) {
      call.cancel();
    }
  }

  private static void send(SseWriter events, RpcMessage message) {
    events.sendText(null, "message", new String(RpcCodec.encode(message), StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, McpFace.Taken.Invalid invalid)
      throws IOException {
    if (invalid.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
      response.setHeader(HttpHeaders.ALLOW, "POST");
    }
    write(response, invalid.answer(), invalid.status());
  }

  private static void write(HttpServletResponse response, RpcMessage message, int status)
      throws IOException {
    byte[] body = RpcCodec.encode(message);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
