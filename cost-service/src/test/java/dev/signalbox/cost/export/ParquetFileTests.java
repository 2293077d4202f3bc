package dev.signalbox.cost.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.signalbox.cost.ledger.LedgerEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What another implementation of the format reads. */
class ParquetFileTests {

  @Test
  void everyValueOfEveryGroupOfRowsIsRead() throws IOException {
    List<LedgerEntry> entries =
        IntStream.range(0, 20_003)
            .mapToObj(
                number -> EntryFixtures.entryOf(number, number % 3 == 0 ? null : "ädä" + number))
            .toList();

    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(written(entries)))) {
      assertThat(file.getFileMetaData().numRows()).isEqualTo(20_003);
      assertThat(file.getFileMetaData().rowGroups()).hasSize(2);
      try (RowReader rows = file.rowReader()) {
        for (int number = 0; number < 20_003; number++) {
          assertThat(rows.hasNext()).isTrue();
          rows.next();
          assertThat(rows.getString("entry_id")).isEqualTo("led_" + number);
          assertThat(rows.getTimestamp("attempted_at"))
              .isEqualTo(Instant.parse("2026-11-20T12:00:00Z").plusMillis(number));
          assertThat(rows.isNull("user")).isEqualTo(number % 3 == 0);
          if (number % 3 != 0) {
            assertThat(rows.getString("user")).isEqualTo("ädä" + number);
          }
          assertThat(rows.getBoolean("simulated")).isEqualTo(number % 2 == 0);
          assertThat(rows.getLong("input_tokens")).isEqualTo(number);
          assertThat(rows.getString("cost_usd")).isEqualTo("0.0035");
          assertThat(rows.isNull("first_token_at")).isTrue();
        }
        assertThat(rows.hasNext()).isFalse();
      }
    }
  }

  @Test
  void aFileWithoutEntriesHasItsColumns() throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(written(List.of())))) {
      List<String> names = new ArrayList<>();
      Column.ALL.forEach(column -> names.add(column.name()));

      assertThat(file.getFileMetaData().numRows()).isZero();
      assertThat(file.getFileSchema().getColumns())
          .extracting(column -> column.name())
          .isEqualTo(names);
    }
  }

  private static ByteBuffer written(List<LedgerEntry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParquetFile file = new ParquetFile(out);
    file.add(entries);
    file.finish();
    return ByteBuffer.wrap(out.toByteArray());
  }
}
