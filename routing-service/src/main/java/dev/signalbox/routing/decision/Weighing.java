package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentHealth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What speaks for an agent besides that the message is like its skills. */
final class Weighing {

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Characters of a message that catchwords are looked for in. */
  private static final int READ = 3_000;

  /** A run that costs as much as this is worth half a free one, in USD. */
  private static final double HALF_WORTH = 0.01;

  /** As if so many runs had ended well: one failure is no record. */
  private static final int BENEFIT_OF_THE_DOUBT = 5;

  private static final double DEGRADED = 0.5;
  private static final double UNKNOWN = 0.9;

  private final DecisionProperties.Weights weights;
  private final AgentExperience experience;

  Weighing(DecisionProperties.Weights weights, AgentExperience experience) {
    this.weights = weights;
    this.experience = experience;
  }

  /** The words of a message, in small letters. */
  static Set<String> words(String message) {
    String read = message.length() <= READ ? message : message.substring(0, READ);
    return NO_WORD.splitAsStream(read.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  Assessment assess(Agent agent, double fit, Set<String> words) {
    AgentRecord record = experience.of(agent.id());
    Parts parts =
        new Parts(
            rounded(fit),
            rounded(named(agent.abilities().capabilities(), words)),
            rounded(named(agent.abilities().specializations(), words)),
            health(agent.standing().health()),
            rounded(load(agent, record)),
            rounded(
                (double) (record.completed() + BENEFIT_OF_THE_DOUBT)
                    / (record.completed() + record.failed() + BENEFIT_OF_THE_DOUBT)),
            rounded(HALF_WORTH / (HALF_WORTH + record.meanCost())));
    return new Assessment(agent.id(), rounded(weights.of(parts)), parts);
  }

  /** How much of the best named catchword the message has. */
  private static double named(List<String> catchwords, Set<String> words) {
    return catchwords.stream()
        .map(catchword -> NO_WORD.split(catchword.toLowerCase(Locale.ROOT).replace('_', ' ')))
        .mapToDouble(of -> Arrays.stream(of).filter(words::contains).count() / (double) of.length)
        .max()
        .orElse(0);
  }

  private static double health(AgentHealth health) {
    return switch (health) {
      case HEALTHY -> 1;
      case DEGRADED -> DEGRADED;
      case UNHEALTHY -> 0;
      case UNKNOWN -> UNKNOWN;
    };
  }

  private static double load(Agent agent, AgentRecord record) {
    Integer most = agent.limits().maxConcurrentRequests();
    return most == null || most <= 0 ? 1 : Math.max(0, 1 - (double) record.inFlight() / most);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
