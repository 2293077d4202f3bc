package dev.signalbox.cost.export;

import dev.signalbox.cost.ledger.LedgerEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as in RFC 4180, with a header. What callers named and a spreadsheet would
 * take for a formula has an apostrophe in front.
 */
final class CsvFile implements EntryFile {

  private static final String FORMULA = "=+-@\t\r";
  private static final String END = "\r\n";

  private final Writer out;

  CsvFile(OutputStream out) throws IOException {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.out.write(Column.ALL.stream().map(Column::name).collect(Collectors.joining(",", "", END)));
  }

  @Override
  public void add(List<LedgerEntry> page) throws IOException {
    for (LedgerEntry entry : page) {
      out.write(
          Column.ALL.stream()
              .map(column -> field(column.text(entry)))
              .collect(Collectors.joining(",", "", END)));
    }
    out.flush();
  }

  private static String field(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String harmless = FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    return harmless.chars().anyMatch(each -> each == ',' || each == '"' || each < ' ')
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
