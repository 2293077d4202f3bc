package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.postgres.LockKeys;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Locks held until the transaction ends: on the streams of events, on their ids, and on the ids of
 * their causes. So no replica can miss that another one is just filing the cause it looks for.
 */
@Component
class NameLocks {

  private final JdbcClient database;

  NameLocks(JdbcClient database) {
    this.database = database;
  }

  void acquire(Collection<NewEvent> events) {
    LockKeys locks = new LockKeys().alone(namesOf(events));
    database
        .sql("select lock_keys(:keys, :modes, false)")
        .param("keys", locks.keys().toArray(Long[]::new))
        .param("modes", locks.modes().toArray(Boolean[]::new))
        .query((row, number) -> number)
        .list();
  }

  static Set<String> namesOf(Collection<NewEvent> events) {
    Set<String> names = new TreeSet<>();
    for (NewEvent event : events) {
      names.add(event.stream().value());
      names.add("event:" + event.id());
      if (event.causationId() != null) {
        names.add("event:" + event.causationId());
      }
    }
    return names;
  }
}
