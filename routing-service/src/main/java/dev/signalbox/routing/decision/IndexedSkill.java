package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Skill;
import dev.signalbox.routing.embedding.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A skill as points: its examples, its own description, and their middle. */
final class IndexedSkill {

  private static final double WEIGHT_OF_NEAREST = 0.3;

  private final List<float[]> points;
  private final float[] centre;

  private IndexedSkill(List<float[]> points) {
    this.points = points;
    this.centre = Vectors.centroid(points);
  }

  static IndexedSkill of(List<String> texts, Function<String, float[]> embed) {
    List<float[]> points = new ArrayList<>(texts.size());
    texts.forEach(text -> points.add(embed.apply(text)));
    return new IndexedSkill(List.copyOf(points));
  }

  /** What stands for the skill: examples first, then its name and description as one more. */
  static List<String> texts(Skill skill) {
    return Stream.concat(
            skill.examples().stream(), Stream.of(skill.name() + ". " + skill.description()))
        .filter(text -> text.chars().anyMatch(Character::isLetterOrDigit))
        .distinct()
        .toList();
  }

  /** 0.3 × the mean of the two nearest points + 0.7 × the middle, all as cosines. */
  double score(float[] message) {
    double nearest = 0;
    double second = 0;
    for (float[] point : points) {
      double near = Vectors.dot(point, message);
      if (near > nearest) {
        second = nearest;
        nearest = near;
      } else if (near > second) {
        second = near;
      }
    }
    double near = points.size() == 1 ? nearest : (nearest + second) / 2;
    double score =
        WEIGHT_OF_NEAREST * near + (1 - WEIGHT_OF_NEAREST) * Vectors.dot(centre, message);
    return Math.clamp(score, 0, 1);
  }
}
