package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.evolution.Upcasters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The projections that the code has. */
@Component
public class Projections {

  private final Map<String, Projection> byName = new TreeMap<>();

  /**
   * All of them, each with the upcasters that its events may pass.
   *
   * @throws IllegalArgumentException if two have the same name or a table of the same name
   */
  public Projections(List<Projection> registered, Upcasters upcasters) {
    for (Projection projection : registered) {
      if (byName.put(projection.name(), projection.behind(upcasters)) != null) {
        throw new IllegalArgumentException("Two projections are named " + projection.name());
      }
    }
    List<String> tables =
        registered.stream()
            .flatMap(projection -> projection.tables().stream())
            .map(ProjectionTable::name)
            .toList();
    if (tables.stream().distinct().count() < tables.size()) {
      throw new IllegalArgumentException("Two projections have a table of the same name");
    }
  }

  public List<Projection> all() {
    return List.copyOf(byName.values());
  }

  public Optional<Projection> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
