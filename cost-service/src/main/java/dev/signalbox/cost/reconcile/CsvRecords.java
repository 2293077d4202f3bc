package dev.signalbox.cost.reconcile;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV file, one after another, as RFC 4180 has them: fields may be quoted, and
 * then have separators, quotes (twice) and line breaks in them. A byte order mark is passed over.
 */
final class CsvRecords {

  private static final int LONGEST_FIELD = 4_096;
  private static final int MOST_FIELDS = 300;
  private static final int END = -1;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final PushbackReader text;
  private char separator = ',';
  private int line = 1;
  private int begin = 1;

  CsvRecords(Reader text) throws IOException {
    this.text = new PushbackReader(text, 1);
    if (peek() == BYTE_ORDER_MARK) {
      this.text.read();
    }
  }

  /** What stands between fields; a comma unless it is said. */
  void separatedBy(char other) {
    separator = other;
  }

  /** The line on which the last record began. */
  int line() {
    return begin;
  }

  /** The next record that is not an empty line; empty at the end. */
  Optional<List<String>> next() throws IOException {
    while (peek() != END) {
      begin = line;
      List<String> fields = fields();
      if (fields.size() > 1 || !fields.getFirst().isBlank()) {
        return Optional.of(fields);
      }
    }
    return Optional.empty();
  }

  private List<String> fields() throws IOException {
    List<String> fields = new ArrayList<>();
    int after;
    do {
      StringBuilder field = new StringBuilder();
      after = peek() == '"' ? quoted(field) : plain(field);
      fields.add(field.toString().strip());
      if (fields.size() > MOST_FIELDS) {
        throw new InvalidInvoiceException(begin, "has more than " + MOST_FIELDS + " fields");
      }
    } while (after == separator);
    return fields;
  }

  private int plain(StringBuilder field) throws IOException {
    int next = read();
    while (next != END && next != separator && next != '\n') {
      append(field, next);
      next = read();
    }
    return next;
  }

  private int quoted(StringBuilder field) throws IOException {
    read();
    while (true) {
      int next = read();
      if (next == END) {
        throw new InvalidInvoiceException(begin, "has a quote that is never closed");
      }
      if (next != '"') {
        append(field, next);
      } else if (peek() == '"') {
        append(field, read());
      } else {
        return afterQuote();
      }
    }
  }

  private int afterQuote() throws IOException {
    int next = read();
    while (next == ' ') {
      next = read();
    }
    if (next != END && next != separator && next != '\n') {
      throw new InvalidInvoiceException(begin, "has something behind a closed quote");
    }
    return next;
  }

  private void append(StringBuilder field, int character) {
    if (field.length() == LONGEST_FIELD) {
      throw new InvalidInvoiceException(
          begin, "has a field of more than " + LONGEST_FIELD + " characters");
    }
    field.append((char) character);
  }

  /** Any end of a line is read as one line feed. */
  private int read() throws IOException {
    int next = text.read();
    if (next == '\r') {
      if (peek() == '\n') {
        text.read();
      }
      next = '\n';
    }
    if (next == '\n') {
      line++;
    }
    return next;
  }

  private int peek() throws IOException {
    int next = text.read();
    if (next != END) {
      text.unread(next);
    }
    return next;
  }
}
