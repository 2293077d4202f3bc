package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.http.EventView;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes any number of events, a JSON object per line, and holds one page of them at a time. A
 * reader that is slow slows the reading; an answer that fails midway ends without its last chunk.
 */
@Component
class EventLines {

  static final String MEDIA_TYPE = "application/x-ndjson";

  private static final int PAGE = 200;

  private final JsonMapper json;

  EventLines(JsonMapper json) {
    this.json = json;
  }

  /**
   * @param most how many lines at most; null: all there are
   * @param pages the events after one, or the first ones
   */
  void write(HttpServletResponse response, @Nullable Integer most, Pages pages) throws IOException {
    int left = most == null ? Integer.MAX_VALUE : most;
    RecordedEvent last = null;
    Page page = pages.after(null, Math.min(left, PAGE));
    response.setContentType(MEDIA_TYPE);
    OutputStream out = response.getOutputStream();
    while (true) {
      for (RecordedEvent event : page.events()) {
        out.write(json.writeValueAsBytes(EventView.of(event)));
        out.write('\n');
        last = event;
      }
      out.flush();
      left -= page.events().size();
      if (!page.more() || left <= 0) {
        return;
      }
      page = pages.after(last, Math.min(left, PAGE));
    }
  }

  /** Reads a page. */
  interface Pages {
    Page after(@Nullable RecordedEvent last, int limit);
  }
}
