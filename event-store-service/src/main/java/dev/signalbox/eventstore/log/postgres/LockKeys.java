package dev.signalbox.eventstore.log.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Advisory locks on names, in the order of their keys, which is the order in which everybody takes
 * them. Two names with one key only wait for each other needlessly.
 */
public final class LockKeys {

  private final SortedMap<Long, Boolean> keys = new TreeMap<>();

  /** Names that one transaction holds at a time. */
  public LockKeys alone(Collection<String> names) {
    names.forEach(name -> keys.put(key(name), true));
    return this;
  }

  /** Names that many hold at a time, but not together with one who wants it alone. */
  public LockKeys shared(Collection<String> names) {
    names.forEach(name -> keys.putIfAbsent(key(name), false));
    return this;
  }

  /** The keys, ascending. */
  public List<Long> keys() {
    return new ArrayList<>(keys.keySet());
  }

  /** For each key whether it is wanted alone. */
  public List<Boolean> modes() {
    return new ArrayList<>(keys.values());
  }

  private static long key(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
