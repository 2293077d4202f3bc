package dev.signalbox.registry.trial;

import org.jspecify.annotations.Nullable;

/** What came of trying something out. */
sealed interface Tried {

  /**
   * It works.
   *
   * @param note what a person should know all the same; null if there is nothing
   */
  record Works(@Nullable String note) implements Tried {}

  /**
   * It does not.
   *
   * @param reason for an operator
   */
  record Fails(String reason) implements Tried {}
}
