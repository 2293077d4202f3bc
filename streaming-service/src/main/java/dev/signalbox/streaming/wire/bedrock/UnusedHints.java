package dev.signalbox.streaming.wire.bedrock;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hints of a request that a model has no place for, each named once. */
final class UnusedHints {

  private final Set<String> names = new LinkedHashSet<>();

  void add(String name) {
    names.add(name);
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
