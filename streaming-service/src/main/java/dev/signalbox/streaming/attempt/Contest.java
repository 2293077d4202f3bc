package dev.signalbox.streaming.attempt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one request that run side by side: whichever puts something out first answers the
 * client, the others find that their client has gone.
 */
final class Contest {

  private final AnswerSink client;
  private @Nullable Contender winner;
  private boolean clientGone;

  Contest(AnswerSink client) {
    this.client = client;
  }

  /** A place in the contest. */
  AnswerSink enter() {
    return new Contender();
  }

  synchronized boolean decided() {
    return winner != null;
  }

  /**
   * Looks for the client as long as nobody has won; from then on the winner looks itself. To be
   * called by the thread that serves the request only.
   */
  synchronized boolean clientGone() {
    clientGone |= winner == null && client.clientGone();
    return clientGone;
  }

  /** From here on nobody can win any more. */
  synchronized void close() {
    clientGone |= winner == null;
  }

  private synchronized void win(Contender contender) throws IOException {
    if (winner == null && !clientGone) {
      winner = contender;
    }
    if (winner != contender) {
      throw new IOException("another attempt answers");
    }
  }

  private synchronized boolean lost(Contender contender) {
    return clientGone || (winner != null && winner != contender);
  }

  private synchronized boolean won(Contender contender) {
    return winner == contender;
  }

  private final class Contender implements AnswerSink {

    @Override
    public boolean clientGone() {
      return lost(this) || (won(this) && client.clientGone());
    }

    @Override
    public void begin(Served served, String contentType) throws IOException {
      win(this);
      client.begin(served, contentType);
    }

    @Override
    public void write(byte[] events) throws IOException {
      client.write(events);
    }

    @Override
    public void complete(byte[] events) throws IOException {
      client.complete(events);
    }

    @Override
    public void fail(Failure failure, byte[] events) throws IOException {
      client.fail(failure, events);
    }

    @Override
    public void whole(Served served, String contentType, byte[] body) throws IOException {
      win(this);
      client.whole(served, contentType, body);
    }
  }
}
