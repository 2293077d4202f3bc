package dev.signalbox.eventstore.benchmark;

/**
 * Writers whose appends go in turn to a stream of their own and to one that all share, and a reader
 * that tails.
 *
 * @param patienceSeconds how long the reader goes on without news when nobody writes any more
 */
record TailLoad(
    int writers,
    String prefix,
    int seconds,
    int ownStreams,
    int hotStreams,
    int patienceSeconds) {

  static TailLoad of(String prefix, int seconds) {
    return new TailLoad(16, prefix, seconds, 50, Layout.HOT_STREAMS, 10);
  }

  String own(int writer, int index) {
    return prefix + "-own-" + (writer * ownStreams + index);
  }

  String hot(int index) {
    return prefix + "-hot-" + index;
  }
}
