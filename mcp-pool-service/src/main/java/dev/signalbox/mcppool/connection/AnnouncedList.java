package dev.signalbox.mcppool.connection;

import java.util.Optional;
import java.util.stream.Stream;

/** A list of which a server says when it is another. */
public enum AnnouncedList {
  TOOLS("tools"),
  RESOURCES("resources"),
  PROMPTS("prompts");

  private final String what;

  AnnouncedList(String what) {
    this.what = what;
  }

  /** Which one a notification is about; empty if it is about something else. */
  static Optional<AnnouncedList> announcedBy(String notification) {
    return Stream.of(values()).filter(list -> list.notification().equals(notification)).findFirst();
  }

  /** The notification that says so. */
  public String notification() {
    return "notifications/" + what + "/list_changed";
  }

  /** What a modern agent calls it that wants to be told (2026-07-28, notification filter). */
  public String filter() {
    return what + "ListChanged";
  }

  /** What a server calls it that offers it at all. */
  public String capability() {
    return what;
  }
}
