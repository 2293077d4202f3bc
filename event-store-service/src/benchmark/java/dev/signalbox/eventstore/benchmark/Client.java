package dev.signalbox.eventstore.benchmark;

/** What is done to a store in this JVM. Calls come from many threads. */
interface Client extends AutoCloseable {

  /** Expects nothing of a stream. */
  long ANY = -1;

  /**
   * Appends this many events to a stream, all or none.
   *
   * @param expected the version it must have, 0 if there must be none, or {@link #ANY}
   */
  void append(String stream, long expected, int events);

  /** Fills streams that do not exist yet. */
  void load(Layout layout, int from, int to);

  /** How many streams one call of {@link #load} should fill. */
  int streamsPerLoad(Layout layout);

  long version(String stream);

  /** Reads a whole stream with its data, and says how many events it met. */
  int read(String stream);

  /** Follows the log from its beginning or its present end. */
  Follower follow(boolean fromBeginning);

  @Override
  void close();

  /** A reader of the log. */
  interface Follower {

    /** Reads one batch, and says how many events it met; none at the present end. */
    int next(Met met);
  }

  /** Is told of every event a reader meets; versions count from 1. */
  interface Met {
    void event(String stream, long version);
  }
}
