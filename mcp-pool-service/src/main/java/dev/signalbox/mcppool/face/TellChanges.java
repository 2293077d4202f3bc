package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.change.ChangedLists;
import dev.signalbox.mcppool.change.Revision;
import dev.signalbox.mcppool.connection.AnnouncedList;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Tells agents which of the lists that they see are others than before: because a server said so,
 * or because they see other servers.
 */
@Component
class TellChanges {
  /** What an agent may see changes without a word, too. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final ChangedLists changes;
  private final VisibleServers servers;
  private final Semaphore room;

  TellChanges(ChangedLists changes, VisibleServers servers, FaceProperties properties) {
    this.changes = changes;
    this.servers = servers;
    this.room = new Semaphore(properties.maxListening());
  }

  /**
   * Tells it, in the caller's thread, until the time is over, the thread is interrupted or this
   * service stops.
   *
   * @param begun run once nothing is missed any more
   * @throws Refused if too many listen, or this one may not any more
   */
  void tell(
      Audience audience,
      Set<AnnouncedList> wanted,
      Duration patience,
      Runnable begun,
      Consumer<AnnouncedList> told) {
    if (!room.tryAcquire()) {
      throw Refused.busy("As many agents listen as may; try again later");
    }
    try (ChangedLists.Listening listening = changes.listen()) {
      Map<AnnouncedList, Map<ServerId, Revision>> seen = seen(audience, wanted, listening);
      begun.run();
      long deadline = System.nanoTime() + patience.toNanos();
      long left = patience.toNanos();
      while (left > 0
          && listening.await(Duration.ofNanos(Math.min(left, LONGEST_WAIT.toNanos())))) {
        Map<AnnouncedList, Map<ServerId, Revision>> now = seen(audience, wanted, listening);
        for (AnnouncedList list : AnnouncedList.values()) {
          if (wanted.contains(list) && !Objects.equals(now.get(list), seen.get(list))) {
            told.accept(list);
          }
        }
        seen = now;
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private Map<AnnouncedList, Map<ServerId, Revision>> seen(
      Audience audience, Set<AnnouncedList> wanted, ChangedLists.Listening listening) {
    Map<AnnouncedList, Map<ServerId, Revision>> seen = new HashMap<>();
    for (AnnouncedList list : wanted) {
      Map<ServerId, Revision> visible = new HashMap<>();
      listening
          .seen()
          .forEach(
              (id, revision) -> {
                if (servers.shown(id, audience)) {
                  visible.put(id, revision.of(list));
                }
              });
      seen.put(list, visible);
    }
    return seen;
  }
}
