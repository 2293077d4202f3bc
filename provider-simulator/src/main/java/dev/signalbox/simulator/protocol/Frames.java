package dev.signalbox.simulator.protocol;

import java.util.stream.Stream;

/** Puts streams of frames one after the other. */
public final class Frames {

  private Frames() {}

  /** Concatenated, not flat-mapped: a flat-mapped stream's iterator would hold all of a part. */
  @SafeVarargs
  public static <T> Stream<T> inOrder(Stream<? extends T>... parts) {
    Stream<T> all = Stream.empty();
    for (Stream<? extends T> part : parts) {
      all = Stream.concat(all, part);
    }
    return all;
  }
}
