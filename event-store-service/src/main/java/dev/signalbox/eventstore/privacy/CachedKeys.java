package dev.signalbox.eventstore.privacy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Keys for readers, in memory for a short time. Another process that destroys a key tells nobody;
 * the time is counted from before the key was read, so it bounds how long it is still used here.
 */
@Component
class CachedKeys {

  private record Entry(SubjectKey key, long readAt) {}

  private final SubjectKeys keys;
  private final long life;
  private final int size;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock; in the order of the last use.
  private final LinkedHashMap<SubjectId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  CachedKeys(SubjectKeys keys, PrivacyProperties properties) {
    this.keys = keys;
    this.life = properties.keyCache().toNanos();
    this.size = properties.keyCacheSize();
  }

  Map<SubjectId, SubjectKey> find(Collection<SubjectId> subjects) {
    long now = System.nanoTime();
    Map<SubjectId, SubjectKey> found = new HashMap<>();
    Set<SubjectId> missing = new HashSet<>(subjects);
    lock.lock();
    try {
      for (SubjectId subject : subjects) {
        Entry entry = entries.get(subject);
        if (entry != null && now - entry.readAt() < life) {
          found.put(subject, entry.key());
          missing.remove(subject);
        }
      }
    } finally {
      lock.unlock();
    }
    if (!missing.isEmpty()) {
      Map<SubjectId, SubjectKey> read = keys.find(missing);
      found.putAll(read);
      keep(read, now);
    }
    return found;
  }

  void forget(SubjectId subject) {
    lock.lock();
    try {
      entries.remove(subject);
    } finally {
      lock.unlock();
    }
  }

  /** How many keys are in memory. */
  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  private void keep(Map<SubjectId, SubjectKey> read, long now) {
    lock.lock();
    try {
      read.forEach((subject, key) -> entries.put(subject, new Entry(key, now)));
      Iterator<SubjectId> oldest = entries.keySet().iterator();
      while (entries.size() > size) {
        oldest.next();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
