package dev.signalbox.mcppool.face;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Takes what agents send, and knows what of it is being answered here. */
@Component
public class McpFace {
  private static final Logger LOG = LoggerFactory.getLogger(McpFace.class);

  private final AnswerAgent answers;
  private final Map<CallKey, RunningCall> running = new ConcurrentHashMap<>();

  /** A session is what a legacy client says it is; ids are unique in it. */
  private record CallKey(String caller, @Nullable String session, JsonNode id) {}

  /**
   * Who sends it, and what its headers say.
   *
   * @param agent whom the caller speaks for, if it says so
   * @param server the one server that it wants to see, if it says so
   */
  public record Sender(
      Caller caller,
      @Nullable String agent,
      @Nullable String server,
      @Nullable String session,
      Headers headers,
      Duration timeout) {}

  /** What is to be done about what it sends. */
  public sealed interface Taken {

    /** It was a notification, or an answer to nothing: there is nothing to say. */
    record Accepted() implements Taken {}

    /** It is being answered, or told what changes. */
    record Answering(RunningCall call, boolean opensSession) implements Taken {}

    /** It is not valid. */
    record Invalid(RpcMessage.Failure answer, int status) implements Taken {}
  }

  McpFace(AnswerAgent answers) {
    this.answers = answers;
  }

  /** Takes a message; its answer is worked on in the meantime. */
  public Taken take(byte[] body, Sender sender) {
    List<RpcMessage> messages = RpcCodec.decode(body);
    if (messages.size() != 1) {
      return invalid(
          NullNode.getInstance(), Refused.invalidRequest("A body is one JSON-RPC message"));
    }
    return switch (messages.getFirst()) {
      case RpcMessage.Request request -> answer(request, sender);
      case RpcMessage.Notification notification -> {
        hear(notification, sender);
        yield new Taken.Accepted();
      }
      case RpcMessage.Success success -> new Taken.Accepted();
      case RpcMessage.Failure failure -> new Taken.Accepted();
    };
  }

  /** The answer to a page that may not speak to this server. */
  public static Taken.Invalid originRefused() {
    Refused refused = Refused.forbidden("Pages of this origin may not speak to this server");
    return new Taken.Invalid(refused.answerTo(NullNode.getInstance()), refused.status());
  }

  /**
   * Takes who wants to be told what changes (2025-11-25, transports, listening for messages from
   * the server). In the modern era that takes a request.
   */
  public Taken listen(Sender sender) {
    try {
      if (FaceVersions.MODERN.equals(sender.headers().protocolVersion())) {
        throw Refused.onlyPosts();
      }
      EraCheck.checkLegacy(sender.headers().protocolVersion());
      Audience audience = audience(sender);
      RunningCall telling =
          new RunningCall(
              notes ->
                  attempt(
                      NullNode.getInstance(),
                      "what changes",
                      () -> {
                        answers.tell(audience, sender.timeout(), notes);
                        return new RunningCall.Message.Ended();
                      }));
      return new Taken.Answering(telling.begin(), false);
    } catch (Refused refused) {
      return invalid(NullNode.getInstance(), refused);
    }
  }

  private Taken answer(RpcMessage.Request message, Sender sender) {
    FaceRequest request;
    try {
      request = request(message, sender);
    } catch (Refused refused) {
      return invalid(message.id(), refused);
    }
    boolean modern = request.modern();
    RunningCall call = new RunningCall(notes -> answer(request, notes));
    if (!modern) {
      makeCancellable(call, key(sender, message.id()));
    }
    boolean opensSession = !modern && message.method().equals("initialize");
    return new Taken.Answering(call.begin(), opensSession);
  }

  private static FaceRequest request(RpcMessage.Request message, Sender sender) {
    boolean modern = EraCheck.isModern(message, sender.headers());
    return new FaceRequest(message, audience(sender), modern, sender.timeout());
  }

  private static Audience audience(Sender sender) {
    String only = sender.server();
    if (only != null && !ServerId.isValid(only)) {
      throw Refused.unknownServer(only);
    }
    Names names = new Names(only == null ? null : new ServerId(only));
    return new Audience(sender.caller(), sender.agent(), names);
  }

  /** A second one of the same id is cancelled by hanging up alone: which is meant is not known. */
  private void makeCancellable(RunningCall call, CallKey key) {
    if (running.putIfAbsent(key, call) == null) {
      call.afterwards(() -> running.remove(key, call));
    }
  }

  private RunningCall.Message answer(FaceRequest request, Consumer<RpcMessage.Notification> notes) {
    return attempt(
        request.message().id(),
        request.method(),
        () -> new RunningCall.Message.Answer(answers.answer(request, notes), 200));
  }

  private static RunningCall.Message attempt(
      JsonNode id, String what, Supplier<RunningCall.Message> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      return new RunningCall.Message.Answer(refused.answerTo(id), refused.status());
    } catch (RuntimeException failure) {
      LOG.error("A request for {} failed unexpectedly", what, failure);
      return new RunningCall.Message.Answer(
          new RpcMessage.Failure(
              id, RpcErrorCode.INTERNAL_ERROR, "The request failed; the log says why", null),
          500);
    }
  }

  private void hear(RpcMessage.Notification notification, Sender sender) {
    JsonNode params = notification.params();
    if (notification.method().equals("notifications/cancelled") && params != null) {
      Optional.ofNullable(running.get(key(sender, params.path("requestId"))))
          .ifPresent(RunningCall::cancel);
    }
  }

  private static CallKey key(Sender sender, JsonNode id) {
    return new CallKey(
        "%s/%s".formatted(sender.caller().subject(), sender.caller().user()), sender.session(), id);
  }

  private static Taken invalid(JsonNode id, Refused refused) {
    return new Taken.Invalid(refused.answerTo(id), refused.status());
  }
}
