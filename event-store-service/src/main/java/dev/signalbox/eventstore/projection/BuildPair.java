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

  /** Null if there is none. */
  @Nullable Edition newest() {
    if (live == null) {
      return shadow == null ? null : shadow.edition();
    }
    return shadow != null && shadow.edition().supersedes(live.edition())
        ? shadow.edition()
        : live.edition();
  }
}
