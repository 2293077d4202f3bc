package dev.signalbox.routing.decision;

import dev.signalbox.routing.classifier.Example;
import dev.signalbox.routing.embedding.Vectors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which skill of an agent a text goes with best. */
final class NearestSkill {

  private NearestSkill() {}

  /**
   * The skill whose examples have their middle nearest.
   *
   * @param examples of one agent, at least one
   */
  static String of(List<Example> examples, float[] embedding) {
    Map<String, List<float[]>> bySkill =
        examples.stream()
            .collect(
                Collectors.groupingBy(
                    Example::skill,
                    TreeMap::new,
                    Collectors.mapping(Example::embedding, Collectors.toList())));
    String nearest = examples.getFirst().skill();
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, List<float[]>> skill : bySkill.entrySet()) {
      double cosine = Vectors.dot(Vectors.centroid(skill.getValue()), embedding);
      if (cosine > most) {
        most = cosine;
        nearest = skill.getKey();
      }
    }
    return nearest;
  }
}
