package dev.signalbox.mcppool.change;

import dev.signalbox.mcppool.connection.AnnouncedList;
import java.util.Map;

/**
 * Tells a server and its lists from what they were before.
 *
 * @param version of its definition
 * @param announced how often each list was said to be another
 */
public record Revision(long version, Map<AnnouncedList, Long> announced) {

  /** The same without what concerns other lists. */
  public Revision of(AnnouncedList list) {
    return new Revision(version, Map.of(list, announced.getOrDefault(list, 0L)));
  }
}
