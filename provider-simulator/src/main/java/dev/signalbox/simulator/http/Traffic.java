package dev.signalbox.simulator.http;

import java.util.concurrent.atomic.LongAdder;

/** What went through a listener since it started; all counts are exact once traffic rests. */
public final class Traffic {

  final LongAdder requests = new LongAdder();
  final LongAdder active = new LongAdder();
  final LongAdder completed = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder bytesSent = new LongAdder();

  Traffic() {}

  /** Requests read whole. */
  public long requests() {
    return requests.sum();
  }

  /** Requests being answered now. */
  public long active() {
    return active.sum();
  }

  /** Requests answered whole. */
  public long completed() {
    return completed.sum();
  }

  /** Requests whose client went away before the answer was whole. */
  public long cancelled() {
    return cancelled.sum();
  }

  /** Bytes handed to the sockets. */
  public long bytesSent() {
    return bytesSent.sum();
  }
}
