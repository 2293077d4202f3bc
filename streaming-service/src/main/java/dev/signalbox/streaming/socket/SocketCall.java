package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.ModelCall;
import java.util.function.Consumer;

/** Makes calls of requests that came in messages, each checked as one that came over HTTP. */
public interface SocketCall {

  /**
   * Has the call answered that a request makes, under this id and on behalf of its caller.
   *
   * @throws UnauthenticatedException when nobody vouches for the caller any longer
   * @throws dev.signalbox.streaming.wire.InvalidRequestException when it is no request
   * @throws dev.signalbox.kit.problem.ProblemException when the caller may not make it
   */
  void make(SocketRequest request, String requestId, Consumer<ModelCall> answering);
}
