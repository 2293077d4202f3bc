package dev.signalbox.registry.web;

import dev.signalbox.registry.agent.EntryOrder;
import dev.signalbox.registry.agent.EntryOrder.By;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order that {@code GET /agents} is asked for, such as {@code displayName, updatedAt DESC}. */
final class CatalogOrder {

  private static final Map<String, By> FIELDS =
      Map.of(
          "identifier", By.ID,
          "displayname", By.NAME,
          "name", By.NAME,
          "version", By.VERSION,
          "createdat", By.CREATED,
          "updatedat", By.UPDATED);

  private CatalogOrder() {}

  /**
   * Reads it.
   *
   * @param order null for the usual one, that of the identifiers
   * @throws IllegalArgumentException if it is none, saying why
   */
  static List<EntryOrder> read(@Nullable String order) {
    if (order == null || order.isBlank()) {
      return List.of();
    }
    List<EntryOrder> read = Arrays.stream(order.split(",", -1)).map(CatalogOrder::one).toList();
    CatalogQuery.require(read.size() <= FIELDS.size(), "orderBy takes each field once");
    return read;
  }

  private static EntryOrder one(String order) {
    String[] words = order.strip().split("\\s+", -1);
    By by = FIELDS.get(words[0].replace("_", "").toLowerCase(Locale.ROOT));
    String direction = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "ASC";
    boolean known = direction.equals("ASC") || direction.equals("DESC");
    if (by == null || !known || words.length > 2) {
      throw new IllegalArgumentException(
          "orderBy takes identifier, displayName, version, createdAt and updatedAt, each with ASC"
              + " or DESC behind it");
    }
    return new EntryOrder(by, direction.equals("DESC"));
  }
}
