package dev.signalbox.simulator.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Scripts by name, at most 1,000; the oldest goes first. */
public final class Scripts {

  /** The script that answers when a request names no other. */
  public static final String DEFAULT = "default";

  private static final int MAX_SCRIPTS = 1_000;

  private final Map<String, Script> scripts = new LinkedHashMap<>();

  public synchronized void put(String name, Script script) {
    scripts.remove(name);
    scripts.put(name, script);
    if (scripts.size() > MAX_SCRIPTS) {
      scripts.remove(scripts.keySet().iterator().next());
    }
  }

  public synchronized Optional<Script> named(String name) {
    return Optional.ofNullable(scripts.get(name));
  }

  public synchronized boolean remove(String name) {
    return scripts.remove(name) != null;
  }
}
