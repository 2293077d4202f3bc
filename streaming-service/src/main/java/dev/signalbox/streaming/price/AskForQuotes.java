package dev.signalbox.streaming.price;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Knows what attempts cost: cost-service. */
interface AskForQuotes {

  /**
   * What each of them costs, in their order; empty where that is not certain yet.
   *
   * @throws IOException when there is no answer
   */
  List<Optional<Quote>> ask(List<Quotable> attempts) throws IOException, InterruptedException;
}
