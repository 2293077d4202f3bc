package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One wire protocol, as a way in and as a way out. Pure functions over bytes: no clock, no
 * connection, no state but that of the readers and writers it hands out. Thread-safe.
 */
public interface WireProtocol {

  Protocol protocol();

  /** How price tables call the form of its usage reports. */
  default String usageFlavor() {
    return protocol().usageFlavor();
  }

  /**
   * Reads what concerns us of a client's request.
   *
   * @throws dev.signalbox.streaming.wire.InvalidRequestException when it is none
   */
  ClientRequest read(byte[] body, Addressed addressed);

  /**
   * Reads all of a client's request, for a provider of another protocol.
   *
   * @throws dev.signalbox.streaming.wire.InvalidRequestException when it is none
   * @throws dev.signalbox.streaming.wire.InexpressibleException when it says what only this
   *     protocol can say
   */
  ModelRequest understand(ClientRequest request);

  /**
   * The path that a setting has in requests of this protocol.
   *
   * @param setting as chat completions call it
   */
  default String pathOf(String setting) {
    return setting;
  }

  /**
   * Words a request for a provider of this protocol. What it refuses it calls as chat completions
   * do, see {@link #pathOf}.
   *
   * @throws dev.signalbox.streaming.wire.InexpressibleException when this protocol cannot say it
   */
  ProviderBody write(ModelRequest request, WireModel model);

  /** What is appended to a provider's base address, query included, to ask this model. */
  String path(String wireModel, boolean stream);

  /** Of a streamed answer, as it is announced and recognised. */
  String streamContentType();

  /** Cuts a streamed answer into frames of at most so many bytes. */
  FrameSplitter splitter(int maxFrame);

  /** Reads one answer of a provider. */
  AnswerReader answerReader(Conventions conventions);

  /** Words one answer for a client. */
  AnswerWriter answerWriter(AnswerHeading heading);

  /** The names that lead to the usage object in an answer, or in a frame of a stream. */
  default List<String> usagePath(boolean stream) {
    return List.of("usage");
  }

  /** What ends a complete stream whose provider left it out; empty when nothing does. */
  byte[] terminator();

  /** What fills silence without meaning anything; empty when the protocol has nothing like it. */
  byte[] keepAlive();

  /** The error object of an answer with an error status. */
  byte[] error(ProtocolError error);

  /** Headers that go with it, where the protocol says something of an error outside of the body. */
  default Map<String, String> errorHeaders(ProtocolError error) {
    return Map.of();
  }

  /** What a provider's error body says, null when it is not this protocol's error object. */
  @Nullable String errorMessage(byte[] body);
}
