package dev.signalbox.eventstore.projection.timeline;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.projection.LiveTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Timelines of conversations, with what was said, which is read from the log. */
@Repository
public class Timelines {

  static final String ENTRIES =
      """
      select version, event_id, type, kind, occurred_at, recorded_at, message_id, run_id, agent_id, attempt_id, details
        from projection_conversation_timeline
       where conversation_id = :conversation and version > :after
       order by version
       limit :limit
      """;

  private final JdbcClient database;
  private final EventLog log;
  private final JsonMapper json = JsonMapper.builder().build();

  public Timelines(JdbcClient database, EventLog log) {
    this.database = database;
    this.log = log;
  }

  /** The entries after a version, in order. */
  public List<TimelineEntry> read(StreamName conversation, long after, int limit) {
    String id = conversation.value().substring(conversation.value().indexOf('/') + 1);
    List<TimelineEntry> entries =
        LiveTables.read(
            ConversationTimeline.NAME,
            () ->
                database
                    .sql(ENTRIES)
                    .param("conversation", id)
                    .param("after", after)
                    .param("limit", limit)
                    .query(this::entry)
                    .list());
    if (entries.isEmpty()) {
      return entries;
    }
    Map<Long, String> texts =
        texts(conversation, entries.getFirst().version(), entries.getLast().version());
    return entries.stream().map(entry -> entry.with(texts.get(entry.version()))).toList();
  }

  private Map<Long, String> texts(StreamName conversation, long first, long last) {
    Map<Long, String> texts = new HashMap<>();
    for (long next = first; next <= last; ) {
      Page page = log.read(conversation, StreamRange.from(next), (int) (last - next + 1));
      if (page.events().isEmpty()) {
        return texts;
      }
      for (RecordedEvent event : page.events()) {
        if (event.data().path("text").isString()) {
          texts.put(event.version(), event.data().path("text").stringValue());
        }
      }
      next = page.events().getLast().version() + 1;
    }
    return texts;
  }

  private TimelineEntry entry(ResultSet row, int number) throws SQLException {
    return new TimelineEntry(
        row.getLong("version"),
        row.getString("event_id"),
        row.getString("type"),
        row.getString("kind"),
        instant(row, "occurred_at"),
        instant(row, "recorded_at"),
        row.getString("message_id"),
        row.getString("run_id"),
        row.getString("agent_id"),
        row.getString("attempt_id"),
        json.readTree(row.getString("details")),
        null);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
