package dev.signalbox.eventstore.benchmark;

/**
 * Writers that append as fast as they can.
 *
 * @param events in each append
 * @param prefix of the streams' names
 * @param streams of each writer, or of all together if they are hot
 * @param hot all to the same streams, expecting nothing; else each to its own, expecting exactly
 *     the version they have
 * @param stride between the numbers of streams used, to spread them over a loaded log
 * @param loaded whether the streams are in the log already
 */
record AppendLoad(
    int writers,
    int events,
    String prefix,
    int streams,
    boolean hot,
    int stride,
    boolean loaded,
    Interval interval) {

  static AppendLoad of(BenchmarkCase.Append shape, String prefix, Interval interval) {
    int streams = shape.hot() ? Layout.HOT_STREAMS : Layout.OWN_STREAMS;
    return new AppendLoad(
        shape.writers(), shape.events(), prefix, streams, shape.hot(), 1, false, interval);
  }

  String stream(int writer, int index) {
    return prefix + '-' + (hot ? index : (writer * streams + index) * stride);
  }
}
