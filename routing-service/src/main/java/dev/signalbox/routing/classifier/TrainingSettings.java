package dev.signalbox.routing.classifier;

/**
 * How a classifier is trained.
 *
 * @param strength how little large weights are held against it
 * @param buckets lexical features at most; 0 for embeddings alone
 * @param lexicalWeight what the lexical features of a text weigh together, against 1 for its
 *     embedding
 * @param parameterLimit how many weights it may have; lexical features give way first. Training
 *     takes some 15 times the memory of the weights, at 4 bytes each
 * @param workLimit how many multiplications one training may take, for examples as for weights
 * @param mostSteps how often the weights are improved at most
 */
public record TrainingSettings(
    double strength,
    int buckets,
    double lexicalWeight,
    int parameterLimit,
    long workLimit,
    int mostSteps) {

  /** Few hundred skills at most get everything; a fleet of thousands gets less of it. */
  public static final TrainingSettings DEFAULT =
      new TrainingSettings(30, 4_096, 1.5, 1_000_000, 200_000_000_000L, 60);

  private static final int FEWEST_BUCKETS = 256;

  /** Of a request: of all lexical features it has but some. */
  private static final int USUAL_FEATURES = 640;

  public TrainingSettings {
    if (strength <= 0 || buckets < 0 || parameterLimit < 1 || workLimit < 0 || mostSteps < 0) {
      throw new IllegalArgumentException("Not a way to train: " + strength + ", " + buckets);
    }
  }

  /** How many lexical features there is room for. */
  int bucketsFor(int classes, int dimensions) {
    int fitting = buckets;
    while (fitting >= FEWEST_BUCKETS && (long) (dimensions + fitting) * classes > parameterLimit) {
      fitting /= 2;
    }
    return fitting < FEWEST_BUCKETS ? 0 : fitting;
  }

  /** How many steps there is time for. */
  int stepsFor(int examples, int rows, int classes) {
    if (rows * (long) classes > parameterLimit) {
      return 0;
    }
    long step = 2L * Math.max(1, examples) * Math.min(rows, USUAL_FEATURES) * classes;
    return (int) Math.min(mostSteps, workLimit / Math.max(1, step));
  }
}
