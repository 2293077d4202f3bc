package dev.signalbox.eventstore.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The keys of subjects, each at most once. */
public interface SubjectKeys {

  /** What there is of the keys of these subjects; nothing for those without one. */
  Map<SubjectId, SubjectKey> find(Collection<SubjectId> subjects);

  /** Makes a key unless the subject has or had one, in a transaction of its own. */
  void make(SubjectId subject);

  /** What is known of a subject. */
  Optional<Subject> subject(SubjectId subject);

  /**
   * Destroys the key, in the present transaction.
   *
   * @return false if there was none
   */
  boolean destroy(SubjectId subject, Instant at, String by);

  /**
   * Wraps keys anew that are not wrapped with the current master, in a transaction of its own.
   *
   * @return how many
   */
  int rewrap(int limit);

  /** How many keys are not wrapped with the current master. */
  long outdated();
}
