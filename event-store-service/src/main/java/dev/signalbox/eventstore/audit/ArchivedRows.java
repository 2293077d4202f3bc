package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.Iterator;
import java.util.List;

/** Rows of the log that are kept outside the database. */
public interface ArchivedRows {

  /** Nothing is archived. */
  ArchivedRows NONE = (after, to) -> List.of();

  /** An iterator in the order of the log for each archive that has rows in the range. */
  List<Rows> between(Checkpoint after, Checkpoint to);

  /** Open rows of one archive. */
  interface Rows extends Iterator<StoredRow>, AutoCloseable {

    @Override
    void close();
  }

  /** An archive cannot be read, or is not what was written. */
  final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
