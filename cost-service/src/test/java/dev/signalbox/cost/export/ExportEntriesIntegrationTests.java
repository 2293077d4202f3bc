package dev.signalbox.cost.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.ledger.AttemptIds;
import dev.signalbox.cost.ledger.LedgerQuery;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class ExportEntriesIntegrationTests {

  private static final String ENTRIES =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, agent_id,
          provider, model, simulated, outcome, usage_source, api_flavor, started_at, ended_at,
          recorded_at, status, buckets, tokens, input_tokens, output_tokens)
      SELECT attempt_time(id), id, 'led_' || n, 'evt', 'exported', 'openai', 'm', true, 'completed',
             'provider', 'chat', now(), now(), now(), 'unpriced', '{}', '{}', 0, 0
        FROM (SELECT n, 'att_' || left(:id, 10) || lpad(n::text, 16, '0') AS id
                FROM generate_series(1, 2001) AS n) AS ids
      """;

  private static final String UNREADABLE =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, agent_id,
          provider, model, simulated, outcome, usage_source, api_flavor, started_at, ended_at,
          recorded_at, status, buckets, tokens, input_tokens, output_tokens, tags)
      VALUES (attempt_time(:id), :id, 'led', 'evt', 'exported', 'openai', 'm', true, 'completed',
              'provider', 'chat', now(), now(), now(), 'unpriced', '{}', '{}', 0, 0, '{NULL}')
      """;

  @Autowired ExportEntries export;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;
  @Autowired ServiceClient client;

  @Test
  void pageFollowsOnPageUntilAllAreWritten() {
    String file =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  status.setRollbackOnly();
                  database
                      .sql(ENTRIES)
                      .param("id", AttemptIds.at(Instant.now()).substring(4))
                      .update();
                  return exported();
                }));

    assertThat(Arrays.stream(file.split("\r\n")).skip(1).map(line -> line.split(",")[0]))
        .hasSize(2_001)
        .doesNotHaveDuplicates();
  }

  /** In a month that is gone afterwards, as entries cannot be deleted. */
  @Test
  void aPartIsNotTakenForTheWhole() {
    Instant began = Instant.parse("2023-07-07T07:07:07Z");
    String path = "/api/v1/costs/export?agent_id=exported&from=2023-07-07&to=2023-07-07";
    database
        .sql("SELECT ensure_month('ledger_entries', '2023-07-01')")
        .query(Boolean.class)
        .single();
    try {
      database.sql(ENTRIES).param("id", AttemptIds.at(began).substring(4)).update();
      assertThat(client.get(path).body()).hasLineCount(2_002);
      database.sql(UNREADABLE).param("id", AttemptIds.at(began.minusSeconds(1))).update();

      assertThatThrownBy(() -> client.get(path)).isInstanceOf(UncheckedIOException.class);
    } finally {
      database.sql("DROP TABLE ledger_entries_2023_07").update();
    }
  }

  private String exported() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      export.write(
          new LedgerQuery(null, "exported", null, null, null, null, 1), ExportFormat.CSV, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void filesSayWhatTheyAre() {
    Answer csv = client.get("/api/v1/costs/export?from=2026-01-01&to=2026-01-02");
    Answer parquet = client.get("/api/v1/costs/export?format=parquet&agent_id=nobody");

    assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"costs-2026-01-01-2026-01-02.csv\"");
    assertThat(csv.body()).startsWith("entry_id,").hasLineCount(1);
    assertThat(parquet.header("Content-Type")).isEqualTo("application/vnd.apache.parquet");
    assertThat(parquet.body()).startsWith("PAR1").endsWith("PAR1");
    assertThat(client.get("/api/v1/costs/export?format=xlsx").problemCode())
        .isEqualTo("invalid_request");
  }
}
