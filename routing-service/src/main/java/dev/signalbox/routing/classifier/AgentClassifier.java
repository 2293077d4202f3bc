package dev.signalbox.routing.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells which agent a message is for, from examples of what each is for. Its classes are the
 * skills; an agent is as likely as its skills together. Immutable: other examples make another one.
 */
public final class AgentClassifier {

  /**
   * What nearness to an example of a skill adds to the skill's logit; chosen on validation splits.
   */
  private static final float PER_NEARNESS = 4;

  private static final int FOLDS = 3;

  /** From so many examples on, those of one fold say enough. */
  private static final int MANY = 600;

  private final TrainingSettings settings;
  private final List<Example> examples;
  private final List<String> agents;
  private final int[] agentOfClass;
  private final FeatureSpace space;
  private final SkillModel model;
  private final Prototypes prototypes;
  private final Calibration calibration;
  private final List<AgentClassifier> folds;

  private AgentClassifier(
      TrainingSettings settings,
      List<Example> examples,
      FeatureSpace space,
      @Nullable SkillModel former,
      Calibration calibration) {
    this.settings = settings;
    this.examples = examples;
    this.space = space;
    this.calibration = calibration;
    this.folds = List.of();
    List<SkillKey> classes =
        examples.stream()
            .map(Example::key)
            .distinct()
            .sorted(Comparator.comparing(SkillKey::agentId).thenComparing(SkillKey::skill))
            .toList();
    this.agents = classes.stream().map(SkillKey::agentId).distinct().toList();
    Map<SkillKey, Integer> classNumbers = numbers(classes);
    Map<String, Integer> agentNumbers = numbers(agents);
    this.agentOfClass =
        classes.stream().mapToInt(key -> agentNumbers.getOrDefault(key.agentId(), 0)).toArray();
    int[] labels =
        examples.stream()
            .mapToInt(example -> classNumbers.getOrDefault(example.key(), 0))
            .toArray();
    List<Features> features =
        examples.stream().map(example -> space.of(example.text(), example.embedding())).toList();
    this.model = SkillModel.train(classes, features, labels, space.rows(), settings, former);
    this.prototypes = new Prototypes(features, labels, classes.size());
  }

  private AgentClassifier(
      AgentClassifier other, Calibration calibration, List<AgentClassifier> folds) {
    this.settings = other.settings;
    this.examples = other.examples;
    this.agents = other.agents;
    this.agentOfClass = other.agentOfClass;
    this.space = other.space;
    this.model = other.model;
    this.prototypes = other.prototypes;
    this.calibration = calibration;
    this.folds = folds;
  }

  private static <T> Map<T, Integer> numbers(List<T> distinct) {
    Map<T, Integer> numbers = new HashMap<>();
    for (T one : distinct) {
      numbers.put(one, numbers.size());
    }
    return numbers;
  }

  /**
   * Trains a classifier. How sure it is follows the former's calibration until {@link #calibrated}.
   *
   * @param examples at least one; the order does not matter beyond rounding
   * @param former the one that this replaces: training begins where it ended
   */
  public static AgentClassifier train(
      List<Example> examples, TrainingSettings settings, @Nullable AgentClassifier former) {
    long classes = examples.stream().map(Example::key).distinct().count();
    int dimensions = examples.getFirst().embedding().length;
    FeatureSpace space =
        FeatureSpace.fit(
            examples, settings.bucketsFor((int) classes, dimensions), settings.lexicalWeight());
    AgentClassifier trained =
        new AgentClassifier(
            settings,
            List.copyOf(examples),
            space,
            former == null ? null : former.model,
            former == null ? Calibration.DEFAULT : former.calibration);
    return former == null
        ? trained
        : new AgentClassifier(trained, trained.calibration, former.folds);
  }

  /** The same, with how sure it is fitted on examples that are held out in turn. */
  public AgentClassifier calibrated() {
    List<List<Example>> parts = parts();
    if (parts.stream().anyMatch(List::isEmpty)) {
      return new AgentClassifier(this, Calibration.DEFAULT, List.of());
    }
    List<AgentClassifier> trained = new ArrayList<>();
    List<Calibration.Outcome> outcomes = new ArrayList<>();
    for (int fold = 0; fold < (examples.size() < MANY ? FOLDS : 1); fold++) {
      List<Example> rest = new ArrayList<>();
      for (int other = 0; other < FOLDS; other++) {
        rest.addAll(other == fold ? List.of() : parts.get(other));
      }
      SkillModel former = fold < folds.size() ? folds.get(fold).model : null;
      AgentClassifier without =
          new AgentClassifier(settings, rest, space, former, Calibration.DEFAULT);
      trained.add(without);
      parts.get(fold).forEach(example -> without.test(example, outcomes));
    }
    return new AgentClassifier(this, Calibration.fit(outcomes), trained);
  }

  /** By the text, so that an example stays in its part when others come or go. */
  private List<List<Example>> parts() {
    List<List<Example>> parts = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      parts.add(new ArrayList<>());
    }
    for (Example example : examples) {
      int scattered = (example.text().hashCode() * 0x9E3779B1) >>> 8;
      parts.get(Math.floorMod(scattered, FOLDS)).add(example);
    }
    return parts;
  }

  private void test(Example example, List<Calibration.Outcome> outcomes) {
    List<Judgement> all = judge(example.text(), example.embedding(), any -> true);
    outcomes.add(outcome(all, example.agentId()));
    List<Judgement> others =
        judge(example.text(), example.embedding(), id -> !id.equals(example.agentId()));
    if (!others.isEmpty()) {
      outcomes.add(outcome(others, example.agentId()));
    }
  }

  private static Calibration.Outcome outcome(List<Judgement> judgements, String right) {
    Judgement best = judgements.getFirst();
    return new Calibration.Outcome(best.evidence(), best.agentId().equals(right));
  }

  /** How sure it is of what. */
  public Calibration calibration() {
    return calibration;
  }

  /** How many examples it was trained on. */
  public int size() {
    return examples.size();
  }

  /**
   * What it makes of each agent, best first, ties in the order of their ids.
   *
   * @param among the agents that exist for this message: probabilities add up to 1 over them
   */
  public List<Judgement> judge(String text, float[] embedding, Predicate<String> among) {
    Features features = space.of(text, embedding);
    float[] nearest = prototypes.nearest(features.dense());
    float[] probabilities = model.logits(features);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] += PER_NEARNESS * nearest[i];
    }
    double unused = Softmax.toProbabilities(probabilities);
    float[] likely = new float[agents.size()];
    for (int i = 0; i < probabilities.length; i++) {
      likely[agentOfClass[i]] += probabilities[i];
    }
    float[] nearestOf = greatest(nearest);
    float[] centralOf = greatest(prototypes.central(features.dense()));
    int[] asked = indices(among);
    double total = Arrays.stream(asked).mapToDouble(agent -> likely[agent]).sum();
    return Arrays.stream(asked)
        .mapToObj(
            agent ->
                new Judgement(
                    agents.get(agent),
                    total > 0 ? likely[agent] / total : 1.0 / asked.length,
                    nearestOf[agent],
                    centralOf[agent]))
        .sorted(
            Comparator.comparingDouble(Judgement::probability)
                .reversed()
                .thenComparing(Judgement::agentId))
        .toList();
  }

  /** Of the skills of each agent. */
  private float[] greatest(float[] ofSkills) {
    float[] greatest = new float[agents.size()];
    Arrays.fill(greatest, -1);
    for (int i = 0; i < ofSkills.length; i++) {
      greatest[agentOfClass[i]] = Math.max(greatest[agentOfClass[i]], ofSkills[i]);
    }
    return greatest;
  }

  private int[] indices(Predicate<String> among) {
    int[] indices = new int[agents.size()];
    int count = 0;
    for (int i = 0; i < agents.size(); i++) {
      if (among.test(agents.get(i))) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }
}
