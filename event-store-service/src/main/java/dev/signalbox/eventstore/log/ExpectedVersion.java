package dev.signalbox.eventstore.log;

/** What a writer believes about a stream; an append that finds it otherwise records nothing. */
public sealed interface ExpectedVersion {

  /** The stream's last event has this version; 0 means that there is no stream. */
  record Exactly(long version) implements ExpectedVersion {

    public Exactly {
      if (version < 0) {
        throw new IllegalArgumentException("A version is not negative: " + version);
      }
    }
  }

  /** The stream has at least one event. */
  record Exists() implements ExpectedVersion {}

  /** Nothing. */
  record Any() implements ExpectedVersion {}

  static ExpectedVersion noStream() {
    return new Exactly(0);
  }

  static ExpectedVersion exactly(long version) {
    return new Exactly(version);
  }

  static ExpectedVersion exists() {
    return new Exists();
  }

  static ExpectedVersion any() {
    return new Any();
  }
}
