package dev.signalbox.simulator.http;

import java.io.IOException;

/** Answers requests, each on a virtual thread that is interrupted when its client goes away. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Answers one request.
   *
   * @throws IOException when the client went away while something was being sent
   * @throws InterruptedException when the client went away while nothing was being sent
   */
  void handle(Request request, Response response) throws IOException, InterruptedException;
}
