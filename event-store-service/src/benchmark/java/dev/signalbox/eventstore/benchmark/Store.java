package dev.signalbox.eventstore.benchmark;

/** An event store on one database, to be measured. */
interface Store extends AutoCloseable {

  Speed append(AppendLoad load);

  /** Fills streams that do not exist yet, in large appends. */
  void load(Layout layout);

  /** Reads whole streams as fast as it can. */
  Speed read(Layout layout, int readers, Interval interval);

  /**
   * Reads a log of so many events once in its order.
   *
   * @param audited whether to look at every event, which takes time
   */
  Followed replay(long events, boolean audited);

  Followed tail(TailLoad load);

  @Override
  void close();
}
