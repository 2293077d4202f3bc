package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.AnswerCall;
import dev.signalbox.streaming.attempt.AttemptProperties;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.cache.AnswerCache;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.wire.Protocol;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** What is spoken on connections. */
public final class Sockets {

  private final Requests requests;
  private final WireProtocols protocols;
  private final SocketProperties properties;
  private final JsonMapper json;
  private final int maxEvent;
  private final AtomicLong remembered = new AtomicLong();

  public Sockets(
      AnswerCall answerCall,
      AnswerCache cache,
      RunningRequests running,
      WireProtocols protocols,
      SocketProperties properties,
      AttemptProperties attempts,
      ObservationRegistry observations,
      JsonMapper json) {
    this.requests = new Requests(answerCall, cache, running, observations);
    this.protocols = protocols;
    this.properties = properties;
    this.json = json;
    // Translated events can be longer than what they were made of.
    this.maxEvent = 4 * (int) attempts.maxEvent().toBytes();
  }

  /** Streams in any protocol. */
  public ClientSocket streams(SocketLink link, Credentials credentials, SocketCall calls) {
    return new StreamSocket(
        link, credentials, calls, requests, protocols, properties, json, maxEvent);
  }

  /** OpenAI's responses. */
  public ClientSocket responses(SocketLink link, Credentials credentials, SocketCall calls) {
    return new ResponsesSocket(
        link,
        credentials,
        calls,
        requests,
        protocols.of(Protocol.OPENAI_RESPONSES),
        properties,
        json,
        maxEvent,
        new ResponseMemory(remembered));
  }
}
