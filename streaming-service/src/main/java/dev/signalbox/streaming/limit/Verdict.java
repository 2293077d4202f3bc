package dev.signalbox.streaming.limit;

/**
 * What was said to somebody who wanted more than there was.
 *
 * @param left what there was
 * @param passing whether others may give something back within moments
 * @param until when it has to be asked again, on the clock of {@link System#nanoTime}
 */
record Verdict(long left, boolean passing, long until) {

  boolean concerns(long missing, long now) {
    return missing > left && until - now > 0;
  }
}
