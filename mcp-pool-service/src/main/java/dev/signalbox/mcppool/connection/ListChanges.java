package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.server.ServerId;

/** Hears what servers announce. */
public interface ListChanges {

  /** A server said that it has another list than before. May not wait. */
  void announced(ServerId server, AnnouncedList list);
}
