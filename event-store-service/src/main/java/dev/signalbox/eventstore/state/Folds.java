package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The folds that the code has. */
@Component
public class Folds {

  private final Map<String, Fold> byCategory = new HashMap<>();
  private final Fold usual;

  /**
   * All of them.
   *
   * @throws IllegalArgumentException if two are for the same category or have the same name, or
   *     none is for every other
   */
  public Folds(List<Fold> registered) {
    for (Fold fold : registered) {
      String category = fold.category();
      if (category != null && byCategory.put(category, fold) != null) {
        throw new IllegalArgumentException("Two folds are for category " + category);
      }
    }
    if (registered.stream().map(Fold::name).distinct().count() < registered.size()) {
      throw new IllegalArgumentException("Two folds have the same name");
    }
    usual =
        registered.stream()
            .filter(fold -> fold.category() == null)
            .reduce(
                (one, other) -> {
                  throw new IllegalArgumentException("Two folds are for every other category");
                })
            .orElseThrow(() -> new IllegalArgumentException("No fold is for the other categories"));
  }

  Fold of(StreamName stream) {
    String category = stream.value().substring(0, stream.value().indexOf('/'));
    return byCategory.getOrDefault(category, usual);
  }
}
