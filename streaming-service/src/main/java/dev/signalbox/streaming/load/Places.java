package dev.signalbox.streaming.load;

import org.springframework.util.unit.DataSize;

/** How much of the heap a request may take, which decides how many there is room for. */
final class Places {

  /**
   * What a running stream takes: events that wait for its reader (64 KiB), its buffers and threads.
   * With 80 KiB for each of 1,024 streams the process ran out of memory.
   */
  private static final long PLACE = DataSize.ofKilobytes(128).toBytes();

  /** What the service takes without any. */
  private static final long ITSELF = DataSize.ofMegabytes(64).toBytes();

  /** A body is there as it came, as it was understood and as it goes on. */
  private static final long COPIES = 3;

  private static final int FEWEST = 16;

  private Places() {}

  /** How many there are in a heap. */
  static int in(long heap) {
    return Math.clamp((heap - ITSELF) / PLACE, FEWEST, Integer.MAX_VALUE);
  }

  /** How many a request takes: one, and more if its body is large. */
  static int of(long bodyBytes) {
    return Math.clamp(1 + COPIES * Math.max(0, bodyBytes) / PLACE, 1, Integer.MAX_VALUE);
  }
}
