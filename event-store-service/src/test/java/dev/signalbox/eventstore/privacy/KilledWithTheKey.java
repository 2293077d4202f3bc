package dev.signalbox.eventstore.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys of a process that dies, as far as the database can tell, after it has destroyed one. */
record KilledWithTheKey(SubjectKeys keys, JdbcClient database) implements SubjectKeys {

  @Override
  public boolean destroy(SubjectId subject, Instant at, String by) {
    boolean destroyed = keys.destroy(subject, at, by);
    database.sql("select pg_terminate_backend(pg_backend_pid())").query().listOfRows();
    return destroyed;
  }

  @Override
  public Map<SubjectId, SubjectKey> find(Collection<SubjectId> subjects) {
    return keys.find(subjects);
  }

  @Override
  public void make(SubjectId subject) {
    keys.make(subject);
  }

  @Override
  public Optional<Subject> subject(SubjectId subject) {
    return keys.subject(subject);
  }

  @Override
  public int rewrap(int limit) {
    return keys.rewrap(limit);
  }

  @Override
  public long outdated() {
    return keys.outdated();
  }
}
