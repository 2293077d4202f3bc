package dev.signalbox.simulator.protocol;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One request of a protocol, and the ways its answer can be written. */
public interface Exchange {

  Inquiry inquiry();

  /** The answer in one piece. */
  Reply whole(Answer answer);

  Map<String, String> streamHeaders();

  /** The answer in pieces, with all that ends the stream. */
  Stream<Frame> frames(Answer answer);

  /** A frame that is not JSON, coming after so many. */
  Frame malformed(int after);

  /** How an error is told after so many frames; nothing follows. */
  List<Frame> failure(int status, int after);
}
