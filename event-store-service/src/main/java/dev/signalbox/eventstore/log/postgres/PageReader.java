package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows until the page is full: by count, or by the size of the JSON in it. */
final class PageReader {

  private final EventJson json;
  private final int limit;
  private final long maxBytes;
  private boolean ofStream;
  private boolean archived;
  private boolean complete;

  PageReader(EventJson json, int limit, long maxBytes) {
    this.json = json;
    this.limit = limit;
    this.maxBytes = maxBytes;
  }

  /** A page of a stream, with which comes whether a part of the stream is archived. */
  Page readStream(ResultSet rows) throws SQLException {
    ofStream = true;
    Page page = read(rows);
    complete = !page.events().isEmpty() && !archived;
    return page;
  }

  /** Whether nothing of the stream that was read is archived. */
  boolean complete() {
    return complete;
  }

  Page read(ResultSet rows) throws SQLException {
    List<RecordedEvent> events = new ArrayList<>();
    long bytes = 0;
    while (rows.next()) {
      archived |= ofStream && rows.getBoolean("archived");
      String metadata = rows.getString("metadata");
      String data = rows.getString("data");
      bytes += metadata.length() + data.length();
      if (events.size() == limit || (!events.isEmpty() && bytes > maxBytes)) {
        return new Page(events, true);
      }
      events.add(EventRows.read(rows, json, metadata, data));
    }
    return new Page(events, false);
  }
}
