package dev.signalbox.registry.web;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, as the draft asks.
 *
 * @param from how many entries there were before
 */
record CatalogPage(int from, int size) {

  private static final int MOST = 100;
  private static final int DEEPEST = 10_000;

  /**
   * Some of the list.
   *
   * @param token of the next part; null if this is the last one
   */
  record Part<T>(List<T> entries, @Nullable String token) {}

  /**
   * Reads it.
   *
   * @param token of an earlier answer; null for the first part
   * @throws IllegalArgumentException if it cannot be had, saying why
   */
  static CatalogPage of(int size, @Nullable String token) {
    CatalogQuery.require(
        size >= 1 && size <= MOST, "pageSize must be a number between 1 and " + MOST);
    return new CatalogPage(from(token), size);
  }

  private static int from(@Nullable String token) {
    if (token == null) {
      return 0;
    }
    try {
      int from = Integer.parseInt(token);
      CatalogQuery.require(
          from >= 0 && from <= DEEPEST, "pageToken must be that of an earlier answer");
      return from;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("pageToken must be that of an earlier answer", e);
    }
  }

  /**
   * Gets it.
   *
   * @param list gets entries: how many to leave out, and how many there may be
   */
  <T> Part<T> of(BiFunction<Integer, Integer, List<T>> list) {
    List<T> found = list.apply(from, size + 1);
    return found.size() > size
        ? new Part<>(found.subList(0, size), Integer.toString(from + size))
        : new Part<>(found, null);
  }
}
