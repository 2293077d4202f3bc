package dev.signalbox.routing.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AgentClassifierTests {

  private static final int DIMENSIONS = 16;
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(10, 256, 0.5, 1_000_000, 10_000_000_000L, 60);

  /** Around a place of its own for each meaning. */
  private static float[] near(int meaning, Random random) {
    float[] point = new float[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      point[i] = (float) ((i == meaning ? 1 : 0) + 0.2 * random.nextGaussian());
      squares += point[i] * point[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      point[i] /= (float) Math.sqrt(squares);
    }
    return point;
  }

  /** Two skills for each agent, four agents, so that meanings 0 to 7 belong to somebody. */
  private static List<Example> examples(int ofEach, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int meaning = 0; meaning < 8; meaning++) {
      for (int i = 0; i < ofEach; i++) {
        examples.add(
            new Example(
                "agent" + meaning / 2,
                "skill" + meaning,
                "word" + meaning + " text " + i,
                near(meaning, random)));
      }
    }
    return examples;
  }

  private static AgentClassifier trained() {
    return AgentClassifier.train(examples(10, 1), SETTINGS, null);
  }

  @Test
  void tellsWhichAgentAMessageIsFor() {
    AgentClassifier classifier = trained();
    for (Example message : examples(5, 2)) {
      List<Judgement> judgements = classifier.judge("?", message.embedding(), any -> true);

      assertThat(judgements.getFirst().agentId()).isEqualTo(message.agentId());
      assertThat(judgements.stream().mapToDouble(Judgement::probability).sum())
          .isCloseTo(1, Offset.offset(1e-4));
    }
  }

  @Test
  void goesByWordsWhereMeaningSaysNothing() {
    float[] nowhere = new float[DIMENSIONS];
    nowhere[15] = 1;

    assertThat(trained().judge("word6 word6", nowhere, any -> true).getFirst().agentId())
        .isEqualTo("agent3");
  }

  @Test
  void hasLessEvidenceForWhatIsLikeNoExample() {
    AgentClassifier classifier = trained().calibrated();
    Random random = new Random(3);
    float[] known = near(2, random);
    float[] unknown = near(12, random);

    Judgement right = classifier.judge("word2", known, any -> true).getFirst();
    Judgement guess = classifier.judge("tulip", unknown, any -> true).getFirst();

    assertThat(classifier.calibration().confidence(right.evidence())).isGreaterThan(0.8);
    assertThat(classifier.calibration().confidence(guess.evidence())).isLessThan(0.4);
  }

  @Test
  void sharesTheLikelihoodAmongThoseThatAreThere() {
    float[] message = near(0, new Random(4));

    List<Judgement> without = trained().judge("word0", message, agent -> !agent.equals("agent0"));

    assertThat(without).extracting(Judgement::agentId).hasSize(3).doesNotContain("agent0");
    assertThat(without.stream().mapToDouble(Judgement::probability).sum())
        .isCloseTo(1, Offset.offset(1e-4));
    assertThat(trained().judge("word0", message, agent -> false)).isEmpty();
  }

  @Test
  void comesToTheSameFromWhereverItBeginsAndInWhateverOrder() {
    List<Example> fewer = examples(10, 1).subList(0, 79);
    AgentClassifier former = AgentClassifier.train(fewer, SETTINGS, null).calibrated();
    AgentClassifier warm = AgentClassifier.train(examples(10, 1), SETTINGS, former);
    AgentClassifier cold = trained();
    List<Example> shuffled = new ArrayList<>(examples(10, 1));
    Collections.shuffle(shuffled, new Random(5));
    AgentClassifier other = AgentClassifier.train(shuffled, SETTINGS, null);

    for (Example message : examples(3, 6)) {
      double expected = probability(cold, message);
      assertThat(probability(warm, message)).isCloseTo(expected, Offset.offset(0.01));
      assertThat(probability(other, message)).isCloseTo(expected, Offset.offset(0.01));
    }
  }

  private static double probability(AgentClassifier classifier, Example message) {
    return classifier
        .judge(message.text(), message.embedding(), any -> true)
        .getFirst()
        .probability();
  }

  @Test
  void isBitForBitTheSameFromTheSame() {
    Judgement first = trained().judge("?", near(1, new Random(8)), any -> true).getFirst();

    assertThat(trained().judge("?", near(1, new Random(8)), any -> true).getFirst())
        .isEqualTo(first);
  }

  @Test
  void knowsALoneAgentOnlyByLikeness() {
    List<Example> lone =
        examples(10, 1).stream().filter(one -> one.agentId().equals("agent0")).toList();
    AgentClassifier classifier = AgentClassifier.train(lone, SETTINGS, null).calibrated();
    Random random = new Random(9);

    double right = classifier.judge("word0", near(0, random), any -> true).getFirst().evidence();
    double wrong = classifier.judge("tulip", near(9, random), any -> true).getFirst().evidence();

    assertThat(right).isGreaterThan(wrong + 3);
  }

  @Test
  void doesWithoutTrainingWhenThereIsNoTimeForIt() {
    TrainingSettings hurried = new TrainingSettings(10, 256, 0.5, 1_000_000, 0, 60);
    AgentClassifier classifier = AgentClassifier.train(examples(10, 1), hurried, null);
    long right =
        examples(5, 2).stream()
            .filter(
                message ->
                    classifier
                        .judge("?", message.embedding(), any -> true)
                        .getFirst()
                        .agentId()
                        .equals(message.agentId()))
            .count();

    assertThat(right).isGreaterThan(36);
  }

  @Test
  void takesAnAgentWithASingleExample() {
    List<Example> examples = new ArrayList<>(examples(10, 1));
    examples.add(new Example("lonely", "", "tulip garden", near(12, new Random(10))));
    AgentClassifier classifier = AgentClassifier.train(examples, SETTINGS, null).calibrated();

    assertThat(
            classifier.judge("tulip", near(12, new Random(11)), any -> true).getFirst().agentId())
        .isEqualTo("lonely");
  }
}
