package dev.signalbox.eventstore.projection;

import org.jspecify.annotations.Nullable;

/**
 * The builds of a projection.
 *
 * @param live what readers see; null until the first build is done
 * @param shadow what will take its place; null if nothing is rebuilt
 */
public record BuildPair(@Nullable Build live, @Nullable Build shadow) {

  boolean isEmpty() {
    return live == null && shadow == null;
  }

  int newestVersion() {
    return Math.max(live == null ? 0 : live.version(), shadow == null ? 0 : shadow.version());
  }
}
