package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /v1/responses} as a WebSocket, as OpenAI has it: a {@code response.create} message asks,
 * the events of the answer come as messages. One response at a time; others only beside it where
 * their requests name lanes of their own ({@code stream_id}).
 */
final class ResponsesSocket implements ClientSocket {

  private static final Logger LOG = LoggerFactory.getLogger(ResponsesSocket.class);

  /** The lane of requests that name none. */
  private static final String UNNAMED = "";

  private final SocketLink link;
  private final Credentials credentials;
  private final SocketCall calls;
  private final Requests requests;
  private final WireProtocol protocol;
  private final SocketProperties properties;
  private final JsonMapper json;
  private final int maxEvent;
  private final SocketStreams streams;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Deque<MessageFields>> lanes = new HashMap<>();
  private final ResponseMemory memory;

  ResponsesSocket(
      SocketLink link,
      Credentials credentials,
      SocketCall calls,
      Requests requests,
      WireProtocol protocol,
      SocketProperties properties,
      JsonMapper json,
      int maxEvent,
      ResponseMemory memory) {
    this.link = link;
    this.credentials = credentials;
    this.calls = calls;
    this.requests = requests;
    this.protocol = protocol;
    this.properties = properties;
    this.json = json;
    this.maxEvent = maxEvent;
    this.memory = memory;
    this.streams = new SocketStreams(link);
  }

  @Override
  public void received(byte[] message) {
    MessageFields fields = MessageFields.read(json, message);
    if (fields == null) {
      link.close(CloseReason.NOT_JSON);
      return;
    }
    try {
      switch (fields.requiredText("type")) {
        case "response.create" -> create(fields);
        case ClientFrames.TOKEN -> credentials.renew(fields.requiredText("token"));
        default ->
            throw new InvalidFrameException(
                "'type' must be response.create; responses cannot be steered here.", null, "type");
      }
    } catch (InvalidFrameException e) {
      refuse(
          lane(fields),
          SocketProblem.INVALID_MESSAGE.error(String.valueOf(e.getMessage()), e.field()));
    } catch (UnauthenticatedException e) {
      link.close(CloseReason.UNAUTHENTICATED);
    }
  }

  private void create(MessageFields fields) {
    String lane = fields.text("stream_id");
    requirePossible(fields);
    lock.lock();
    try {
      String key = lane == null ? UNNAMED : lane;
      Deque<MessageFields> waiting = lanes.get(key);
      if (streams.windingUp()) {
        refuse(lane, SocketProblem.LIMIT_REACHED.error());
      } else if (waiting != null && waiting.size() < properties.maxWaiting()) {
        waiting.addLast(fields);
      } else if (waiting == null && lanes.size() < properties.maxStreams()) {
        lanes.put(key, new ArrayDeque<>());
        run(key, fields);
      } else {
        refuse(lane, SocketProblem.TOO_MANY_STREAMS.error());
      }
    } finally {
      lock.unlock();
    }
  }

  private static void requirePossible(MessageFields fields) {
    if (fields.flag("background", false)) {
      throw new InvalidFrameException(
          "'background' is not possible on a WebSocket.", null, "background");
    }
    if (!fields.flag("generate", true)) {
      throw new InvalidFrameException(
          "'generate' must be true: nothing is prepared here.", null, "generate");
    }
    fields.text("previous_response_id");
  }

  private void run(String key, MessageFields fields) {
    String requestId = requests.nextId();
    byte[] items = memory.continued(fields.text("previous_response_id"), fields.raw("input"));
    SocketRequest request =
        new SocketRequest(
            Protocol.OPENAI_RESPONSES,
            new Addressed.InBody(),
            ResponsesBody.of(json, fields, items),
            Map.of(),
            null);
    Credit credit = Credit.unlimited();
    SocketAnswer answer =
        new SocketAnswer(
            link,
            new ResponsesWording(
                json,
                protocol,
                key.equals(UNNAMED) ? null : key,
                response -> {
                  if (items != null) {
                    memory.remember(items, response);
                  }
                }),
            protocol.splitter(maxEvent),
            credit,
            properties.stalled(),
            () -> {});
    streams.run(
        key,
        answer,
        credit,
        () -> {
          requests.answer(requestId, request, calls, answer);
          next(key);
        });
  }

  private void next(String key) {
    lock.lock();
    try {
      MessageFields fields = lanes.getOrDefault(key, new ArrayDeque<>()).pollFirst();
      if (fields == null) {
        lanes.remove(key);
      } else {
        run(key, fields);
      }
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable String lane(MessageFields fields) {
    try {
      return fields.text("stream_id");
    } catch (InvalidFrameException e) {
      return null;
    }
  }

  private void refuse(@Nullable String lane, ProtocolError error) {
    try {
      link.send(new ResponsesWording(json, protocol, lane, whole -> {}).failed(Refusal.of(error)));
    } catch (IOException e) {
      LOG.debug("nobody is left to be told {}", error.code());
    }
  }

  @Override
  public boolean idle() {
    return streams.idle();
  }

  @Override
  public void windUp(CloseReason reason) {
    if (!streams.windingUp()) {
      refuse(null, SocketProblem.LIMIT_REACHED.error());
    }
    streams.windUp(reason);
  }

  @Override
  public void closed() {
    lock.lock();
    try {
      lanes.values().forEach(Deque::clear);
    } finally {
      lock.unlock();
    }
    streams.stopAll(SocketProblem.CLIENT_GONE.error());
    memory.forget();
  }
}
