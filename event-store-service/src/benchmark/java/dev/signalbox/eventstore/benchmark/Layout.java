package dev.signalbox.eventstore.benchmark;

/** Streams of one length: {@code <prefix>-0} and so on. */
record Layout(String prefix, int streams, int eventsPerStream) {

  static final int HOT_STREAMS = 8;
  static final int OWN_STREAMS = 1_000;

  long events() {
    return (long) streams * eventsPerStream;
  }

  String stream(int index) {
    return prefix + '-' + index;
  }
}
