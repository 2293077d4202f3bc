package dev.signalbox.cost.export;

import dev.signalbox.cost.ledger.LedgerEntries;
import dev.signalbox.cost.ledger.LedgerEntry;
import dev.signalbox.cost.ledger.LedgerQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Writes entries to a file as fast as it is taken, the newest first. There is a page of them in
 * memory, and no transaction is open while a slow reader takes it.
 */
@Service
public class ExportEntries {

  private static final int PAGE = 1_000;

  private final LedgerEntries entries;

  ExportEntries(LedgerEntries entries) {
    this.entries = entries;
  }

  /**
   * Writes all that are asked for.
   *
   * @param query its limit does not count
   */
  public void write(LedgerQuery query, ExportFormat format, OutputStream out) throws IOException {
    EntryFile file = format.begin(out);
    @Nullable String before = query.before();
    List<LedgerEntry> page;
    do {
      page =
          entries.find(
              new LedgerQuery(
                  query.conversationId(),
                  query.agentId(),
                  query.model(),
                  query.from(),
                  query.to(),
                  before,
                  PAGE));
      file.add(page);
      before = page.isEmpty() ? before : page.getLast().attemptId();
    } while (page.size() == PAGE);
    file.finish();
  }
}
