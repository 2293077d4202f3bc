package dev.signalbox.routing.web;

import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.sse.ClientGoneException;
import dev.signalbox.kit.sse.SseStreams;
import dev.signalbox.kit.sse.SseWriter;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.run.Answer;
import dev.signalbox.routing.run.AnswerListener;
import dev.signalbox.routing.run.Routing;
import dev.signalbox.routing.run.RunFailedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes an answer as server-sent events. The stream begins with the decision; what fails before it
 * is a problem.
 */
final class StreamedAnswer implements AnswerListener, AutoCloseable {

  private final SseStreams streams;
  private final HttpServletResponse response;
  private final Cancellation cancellation;
  private @Nullable SseWriter writer;
  private int sent;

  StreamedAnswer(SseStreams streams, HttpServletResponse response, Cancellation cancellation) {
    this.streams = streams;
    this.response = response;
    this.cancellation = cancellation;
  }

  boolean hasBegun() {
    return writer != null;
  }

  @Override
  public void routed(Routing routing) {
    if (writer == null) {
      open();
    }
    send("routing", routing);
  }

  private void open() {
    try {
      SseWriter opened = streams.open(response);
      writer = opened;
      opened.onDisconnect(() -> cancellation.cancel(Cancellation.Reason.CLIENT_GONE));
    } catch (IOException e) {
      cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delta(String text) {
    send("delta", new StreamEvents.Delta(text));
  }

  @Override
  public void toolCall(String callId, String server, String tool, JsonNode arguments) {
    send("tool_call", new StreamEvents.ToolCall(callId, server, tool, arguments));
  }

  @Override
  public void toolResult(String callId, String server, String tool, boolean error, String content) {
    send("tool_result", new StreamEvents.ToolResult(callId, server, tool, error, content));
  }

  @Override
  public void answered(Answer answer) {
    try {
      send("usage", answer.usage());
      send("done", StreamEvents.Done.of(answer));
    } catch (ClientGoneException e) {
      // The answer is stored; the client will find it in the conversation.
      return;
    }
  }

  /** Ends the stream with an error. */
  void failed(ProblemCode code, String detail, @Nullable RunFailedException run) {
    StreamEvents.Failed failed =
        new StreamEvents.Failed(
            code.code(),
            code.title(),
            detail,
            code.status(),
            run == null ? null : run.conversationId(),
            run == null ? null : run.messageId(),
            run == null ? null : run.runId(),
            run == null ? List.of() : run.tried(),
            run == null ? null : run.answer());
    try {
      send("error", failed);
    } catch (ClientGoneException e) {
      // Nobody is left to tell.
      return;
    }
  }

  private void send(String event, Object data) {
    SseWriter open = writer;
    if (open == null) {
      throw new IllegalStateException("The stream begins with the routing");
    }
    sent++;
    open.send(Integer.toString(sent), event, data);
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
