package dev.signalbox.eventstore.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log: after it comes what a reader has not seen. Opaque to clients; inside it is
 * the transaction that recorded an event and the event's position, in this order, because positions
 * are handed out before transactions commit and transactions are read only once no older one is
 * open.
 */
public record Checkpoint(long transaction, long position) implements Comparable<Checkpoint> {

  /** Before the first event. */
  public static final Checkpoint START = new Checkpoint(0, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

  public Checkpoint {
    if (transaction < 0 || position < 0) {
      throw new IllegalArgumentException("No such place: " + transaction + ':' + position);
    }
  }

  /** The checkpoint a client was given, or nothing if it was not given by this log. */
  public static Optional<Checkpoint> parse(String token) {
    Matcher matcher = FORM.matcher(token);
    return matcher.matches()
        ? Optional.of(
            new Checkpoint(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Checkpoint other) {
    int byTransaction = Long.compare(transaction, other.transaction);
    return byTransaction != 0 ? byTransaction : Long.compare(position, other.position);
  }

  @Override
  public String toString() {
    return transaction + ":" + position;
  }
}
