package dev.signalbox.cost.export;

import dev.signalbox.cost.ledger.LedgerEntry;
import java.io.IOException;
import java.util.List;

/** A file that entries are written to, one page after another. */
interface EntryFile {

  void add(List<LedgerEntry> page) throws IOException;

  /** Writes what comes behind the last entry. */
  void finish() throws IOException;
}
