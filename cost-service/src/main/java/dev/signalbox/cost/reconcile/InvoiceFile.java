package dev.signalbox.cost.reconcile;

import dev.signalbox.cost.reconcile.Invoice.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads an invoice from CSV, line by line. */
final class InvoiceFile {

  private static final int MOST_ITEMS = 10_000;
  private static final Pattern AMOUNT =
      Pattern.compile("([-+]?)\\$?(\\d{1,15}|\\d{1,3}(?:,\\d{3}){1,5})(\\.\\d{1,30})?");
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[-+]?\\d(\\.\\d{1,30})?[eE][-+]?\\d{1,2}");

  private static final BigDecimal BEYOND = BigDecimal.TEN.pow(15);

  /** OpenAI says what of a model it is behind a comma: {@code gpt-4o-2024-08-06, input}. */
  private static final Pattern PART_OF_A_MODEL = Pattern.compile(",\\s.*");

  private InvoiceFile() {}

  /**
   * Reads the file.
   *
   * @throws InvalidInvoiceException if it is none, or has something that cannot be an invoice's
   */
  static Invoice read(InputStream file, InvoiceNames names) throws IOException {
    CsvRecords records =
        new CsvRecords(new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)));
    List<String> header =
        records
            .next()
            .orElseThrow(() -> new InvalidInvoiceException("is empty: it must be a CSV file"));
    if (header.size() == 1 && header.getFirst().contains(";")) {
      records.separatedBy(';');
      header = List.of(header.getFirst().split(";"));
    }
    InvoiceColumns columns = InvoiceColumns.of(header, names);
    SortedMap<Item, BigDecimal> amounts = new TreeMap<>();
    int lines = 0;
    for (Optional<List<String>> record = records.next();
        record.isPresent();
        record = records.next()) {
      add(new Line(record.get(), records.line()), columns, amounts);
      lines++;
    }
    if (amounts.isEmpty()) {
      throw new InvalidInvoiceException("has a header and nothing below it");
    }
    return new Invoice(amounts, lines);
  }

  private static void add(Line line, InvoiceColumns columns, SortedMap<Item, BigDecimal> amounts) {
    if (columns.currency() >= 0) {
      String currency = line.field(columns.currency());
      if (!currency.equalsIgnoreCase("usd")) {
        throw new InvalidInvoiceException(line.number(), "must be in USD, not in " + currency);
      }
    }
    String model =
        PART_OF_A_MODEL
            .matcher(line.field(columns.model()))
            .replaceFirst("")
            .toLowerCase(Locale.ROOT);
    amounts.merge(
        new Item(line.day(columns.day()), model), line.amount(columns.amount()), BigDecimal::add);
    if (amounts.size() > MOST_ITEMS) {
      throw new InvalidInvoiceException(
          "has more than %,d models and days; one month at a time is enough".formatted(MOST_ITEMS));
    }
  }

  private record Line(List<String> fields, int number) {

    String field(int column) {
      if (column >= fields.size()) {
        throw new InvalidInvoiceException(
            number, "has %d fields and none in column %d".formatted(fields.size(), column + 1));
      }
      return fields.get(column);
    }

    LocalDate day(int column) {
      return InvoiceDays.of(field(column))
          .orElseThrow(
              () ->
                  new InvalidInvoiceException(
                      number,
                      "must have a day such as 2026-11-20 in column %d, not %s"
                          .formatted(column + 1, field(column))));
    }

    BigDecimal amount(int column) {
      String text = field(column);
      if (AMOUNT.matcher(text).matches() || SCIENTIFIC.matcher(text).matches()) {
        BigDecimal amount = new BigDecimal(text.replace("$", "").replace(",", ""));
        if (amount.abs().compareTo(BEYOND) < 0) {
          return amount;
        }
      }
      throw new InvalidInvoiceException(
          number,
          "must have an amount such as 12.34 in column %d, not %s".formatted(column + 1, text));
    }
  }
}
