package dev.signalbox.cost.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an export is written as. */
public enum ExportFormat {
  CSV("text/csv;charset=UTF-8"),
  PARQUET("application/vnd.apache.parquet");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ExportFormat> ofWireName(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName().equals(name)).findFirst();
  }

  EntryFile begin(OutputStream out) throws IOException {
    return switch (this) {
      case CSV -> new CsvFile(out);
      case PARQUET -> new ParquetFile(out);
    };
  }
}
