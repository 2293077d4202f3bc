package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/stream}: streams in any protocol, side by side. */
final class StreamSocket implements ClientSocket {

  private static final Logger LOG = LoggerFactory.getLogger(StreamSocket.class);

  private final SocketLink link;
  private final Credentials credentials;
  private final SocketCall calls;
  private final Requests requests;
  private final WireProtocols protocols;
  private final SocketProperties properties;
  private final JsonMapper json;
  private final int maxEvent;
  private final SocketStreams streams;

  StreamSocket(
      SocketLink link,
      Credentials credentials,
      SocketCall calls,
      Requests requests,
      WireProtocols protocols,
      SocketProperties properties,
      JsonMapper json,
      int maxEvent) {
    this.link = link;
    this.credentials = credentials;
    this.calls = calls;
    this.requests = requests;
    this.protocols = protocols;
    this.properties = properties;
    this.json = json;
    this.maxEvent = maxEvent;
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
      switch (ClientFrames.of(fields)) {
        case ClientFrame.Start start -> start(start);
        case ClientFrame.Cancel(String id) -> streams.stop(id, SocketProblem.CANCELLED.error());
        case ClientFrame.Grant(String id, long bytes) -> streams.grant(id, bytes);
        case ClientFrame.Token(String token) -> renew(token);
      }
    } catch (InvalidFrameException e) {
      String about = e.streamId();
      refuse(
          about != null && streams.contains(about) ? null : about,
          SocketProblem.INVALID_MESSAGE.error(String.valueOf(e.getMessage()), e.field()));
    }
  }

  private void start(ClientFrame.Start start) {
    String id = start.streamId();
    if (streams.contains(id)) {
      refuse(null, SocketProblem.ID_IN_USE.error());
    } else if (streams.windingUp()) {
      refuse(id, SocketProblem.LIMIT_REACHED.error());
    } else if (streams.size() >= properties.maxStreams()) {
      refuse(id, SocketProblem.TOO_MANY_STREAMS.error());
    } else {
      String requestId = requests.nextId();
      Long granted = start.credit();
      Credit credit = granted == null ? Credit.unlimited() : Credit.of(granted);
      SocketAnswer answer =
          new SocketAnswer(
              link,
              new StreamWording(json, id, requestId),
              protocols.of(start.request().protocol()).splitter(maxEvent),
              credit,
              properties.stalled(),
              () -> streams.ended(id));
      streams.run(
          id, answer, credit, () -> requests.answer(requestId, start.request(), calls, answer));
    }
  }

  private void renew(String token) {
    try {
      credentials.renew(token);
    } catch (UnauthenticatedException e) {
      link.close(CloseReason.UNAUTHENTICATED);
    }
  }

  private void refuse(@Nullable String streamId, ProtocolError error) {
    try {
      link.send(new StreamWording(json, streamId, requests.nextId()).failed(Refusal.of(error)));
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
    streams.windUp(reason);
  }

  @Override
  public void closed() {
    streams.stopAll(SocketProblem.CLIENT_GONE.error());
  }
}
