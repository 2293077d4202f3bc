package dev.signalbox.streaming.attempt;

import java.io.IOException;

/** Where an answer goes. Writing blocks while the client does not read. */
public interface AnswerSink {

  /** Whether the client has hung up, found out without writing to it. */
  boolean clientGone();

  /** Starts an event stream; from here on there is no other status than 200. */
  void begin(Served served, String contentType) throws IOException;

  /** Sends whole events. */
  void write(byte[] events) throws IOException;

  /** Sends the events that complete a stream. */
  void complete(byte[] events) throws IOException;

  /** Sends the events that end a stream in failure. */
  void fail(Failure failure, byte[] events) throws IOException;

  /** Sends an answer at once. */
  void whole(Served served, String contentType, byte[] body) throws IOException;
}
