package dev.signalbox.registry.card;

import java.util.List;

/** What was fetched is no agent card; the message names what is wrong. */
public final class InvalidCardException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMED = 5;

  InvalidCardException(List<String> faults) {
    super("the card is not valid: " + named(faults));
  }

  private static String named(List<String> faults) {
    String first = String.join("; ", faults.subList(0, Math.min(faults.size(), MOST_NAMED)));
    return faults.size() > MOST_NAMED
        ? "%s; and %,d more".formatted(first, faults.size() - MOST_NAMED)
        : first;
  }
}
