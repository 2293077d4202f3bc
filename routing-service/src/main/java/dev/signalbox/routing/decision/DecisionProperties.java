package dev.signalbox.routing.decision;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the agent for a message is decided.
 *
 * @param whenUnsure what is done with a message that nobody fits well enough
 * @param supervisorAgentId who gets it then, if that is what is done
 * @param topicChange how sure another agent must be, 0 to 1, to take a conversation over
 * @param nearness how likely a candidate must be, over the likeliest, for its other merits to count
 * @param weights what the parts of a score weigh
 * @param rules what is decided before anything is understood
 * @param arbiter the language model that is asked when the classifier is not sure
 * @param feedback what is kept of what people confirm
 */
@ConfigurationProperties("signalbox.routing.decision")
public record DecisionProperties(
    @DefaultValue("clarify") WhenUnsure whenUnsure,
    @Nullable String supervisorAgentId,
    @DefaultValue("0.75") double topicChange,
    @DefaultValue("0.5") double nearness,
    @DefaultValue Weights weights,
    @DefaultValue Rules rules,
    @DefaultValue ArbiterSettings arbiter,
    @DefaultValue Feedback feedback) {
  public DecisionProperties {
    require(
        whenUnsure != WhenUnsure.SUPERVISOR || supervisorAgentId != null,
        "supervisor-agent-id is needed to hand over to a supervisor");
    require(topicChange >= 0 && topicChange <= 1, "topic-change must be from 0 to 1");
    require(nearness > 0 && nearness <= 1, "nearness must be above 0, and 1 at most");
  }

  /** What can be done with a message that nobody fits well enough. */
  public enum WhenUnsure {
    /** Say that nobody fits. */
    ABSTAIN,
    /** Ask back if two fit together, else say that nobody fits. */
    CLARIFY,
    /** Leave it to the supervisor. */
    SUPERVISOR
  }

  /** What the parts of a score weigh; see {@link Parts}. */
  public record Weights(
      @DefaultValue("1") double fit,
      @DefaultValue("0.05") double capability,
      @DefaultValue("0.05") double specialization,
      @DefaultValue("0.1") double health,
      @DefaultValue("0.1") double load,
      @DefaultValue("0.1") double outcome,
      @DefaultValue("0.05") double price) {
    public Weights {
      require(
          fit > 0
              && Math.min(
                      Math.min(Math.min(capability, specialization), Math.min(health, load)),
                      Math.min(outcome, price))
                  >= 0,
          "weights must not be negative, and weights.fit must be positive");
    }

    double of(Parts parts) {
      double sum =
          fit * parts.fit()
              + capability * parts.capability()
              + specialization * parts.specialization()
              + health * parts.health()
              + load * parts.load()
              + outcome * parts.outcome()
              + price * parts.price();
      return sum / (fit + capability + specialization + health + load + outcome + price);
    }
  }

  /**
   * What is decided before anything is understood.
   *
   * @param mentions whether {@code @agent} at the beginning of a message decides
   * @param fileTypes agents by the ending of a file that the message names, without the dot
   * @param patterns tried in order
   */
  public record Rules(
      @DefaultValue("true") boolean mentions,
      @DefaultValue Map<String, String> fileTypes,
      @DefaultValue List<PatternRule> patterns) {
    public Rules {
      fileTypes = Map.copyOf(fileTypes);
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * Messages with something of this form in them are for that agent.
   *
   * @param pattern a regular expression, looked for in the first 3,000 characters
   */
  public record PatternRule(String pattern, String agentId) {
    public PatternRule {
      Pattern.compile(pattern);
      require(!agentId.isBlank(), "rules.patterns need an agent-id");
    }
  }

  /**
   * The language model that is asked when the classifier is not sure.
   *
   * @param deadline how long the message waits for it
   */
  public record ArbiterSettings(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("groq/openai/gpt-oss-20b") String model,
      @DefaultValue("2s") Duration deadline) {
    public ArbiterSettings {
      require(deadline.isPositive(), "arbiter.deadline must be positive");
    }
  }

  /**
   * What is kept of what people confirm.
   *
   * @param mostOfAnAgent how many messages of an agent, the newest
   * @param interval how often a replica looks for what others were told
   */
  public record Feedback(
      @DefaultValue("200") int mostOfAnAgent, @DefaultValue("10s") Duration interval) {
    public Feedback {
      require(mostOfAnAgent > 0, "feedback.most-of-an-agent must be positive");
      require(interval.isPositive(), "feedback.interval must be positive");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.routing.decision." + message);
    }
  }
}
