package dev.signalbox.eventstore.projection;

import java.util.Locale;

/** Which of the two sets of tables a build has. */
public enum Generation {
  A,
  B;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Generation other() {
    return this == A ? B : A;
  }
}
