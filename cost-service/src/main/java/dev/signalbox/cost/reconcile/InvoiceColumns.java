package dev.signalbox.cost.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an invoice has what.
 *
 * @param currency -1 if there is no such column
 */
record InvoiceColumns(int day, int model, int amount, int currency) {

  private static final List<String> DAYS =
      List.of(
          "usage_date_utc",
          "usage_date",
          "date",
          "day",
          "start_time_iso",
          "start_date",
          "start_time",
          "timestamp");
  private static final List<String> MODELS =
      List.of(
          "model", "model_name", "model_id", "model_version", "line_item", "sku", "description");
  private static final List<String> AMOUNTS =
      List.of("amount_value", "cost_usd", "amount_usd", "total_cost", "cost", "amount", "total");
  private static final List<String> CURRENCIES = List.of("amount_currency", "currency");

  /**
   * Finds the columns by what providers call them, or by what the caller does.
   *
   * @throws InvalidInvoiceException if one is missing
   */
  static InvoiceColumns of(List<String> header, InvoiceNames names) {
    List<String> columns = new ArrayList<>();
    header.forEach(column -> columns.add(normal(column)));
    return new InvoiceColumns(
        find(columns, names.day(), DAYS, "date_column"),
        find(columns, names.model(), MODELS, "model_column"),
        find(columns, names.amount(), AMOUNTS, "amount_column"),
        first(columns, CURRENCIES).orElse(-1));
  }

  private static int find(
      List<String> columns, @Nullable String named, List<String> usual, String parameter) {
    Optional<Integer> found =
        named == null ? first(columns, usual) : first(columns, List.of(normal(named)));
    return found.orElseThrow(
        () ->
            new InvalidInvoiceException(
                "has no column %s; its columns are %s; %s names another one"
                    .formatted(
                        named == null ? String.join(", ", usual) : named,
                        String.join(", ", columns),
                        parameter)));
  }

  private static Optional<Integer> first(List<String> columns, List<String> names) {
    return names.stream().map(columns::indexOf).filter(place -> place >= 0).findFirst();
  }

  private static String normal(String column) {
    return column.toLowerCase(Locale.ROOT).strip().replace(' ', '_');
  }
}
