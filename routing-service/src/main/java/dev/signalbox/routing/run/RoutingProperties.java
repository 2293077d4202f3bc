package dev.signalbox.routing.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How messages are taken, routed and answered.
 *
 * @param maxMessage how large a message may be, in UTF-8
 * @param threshold the confidence, 0 to 1, under which no agent fits
 * @param defaultModel the model of agents that name none
 * @param maxAgents how many agents are known at most
 * @param agentsPatience how long a message waits for a process that has just started to learn the
 *     agents; never past the message's own deadline
 * @param lease how long a run counts as alive without a sign of life
 * @param retention how long conversations that nobody uses are kept
 * @param maxAnswerCharacters how long an answer may be
 * @param maxToolRounds how often a model may call tools before it has to answer
 * @param settlePatience how long an answer waits for its usage and cost
 */
@ConfigurationProperties("signalbox.routing")
public record RoutingProperties(
    @DefaultValue("256KB") DataSize maxMessage,
    @DefaultValue("0.6") double threshold,
    @DefaultValue("groq/openai/gpt-oss-20b") String defaultModel,
    @DefaultValue("2000") int maxAgents,
    @DefaultValue("30s") Duration agentsPatience,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("180d") Duration retention,
    @DefaultValue("1000000") int maxAnswerCharacters,
    @DefaultValue("8") int maxToolRounds,
    @DefaultValue("2s") Duration settlePatience,
    @DefaultValue History history,
    @DefaultValue Sweep sweep,
    @DefaultValue Embedding embedding,
    @DefaultValue Tools tools) {
  public RoutingProperties {
    require(threshold >= 0 && threshold <= 1, "threshold must be from 0 to 1");
    require(maxAgents > 0, "max-agents must be positive");
    require(!agentsPatience.isNegative(), "agents-patience must not be negative");
    require(lease.toMillis() >= 300, "lease must be at least 300ms");
    require(retention.toDays() >= 1, "retention must be at least a day");
    require(maxAnswerCharacters > 0, "max-answer-characters must be positive");
    require(maxToolRounds >= 0, "max-tool-rounds must not be negative");
    require(settlePatience.isPositive(), "settle-patience must be positive");
  }

  /**
   * What goes along of a conversation.
   *
   * @param tokenLimit how many tokens of the model's own
   * @param maxMessages how many messages are looked at
   */
  public record History(@DefaultValue("6000") int tokenLimit, @DefaultValue("60") int maxMessages) {
    public History {
      require(tokenLimit >= 0, "history.token-limit must not be negative");
      require(maxMessages >= 0, "history.max-messages must not be negative");
    }
  }

  /**
   * How often is looked after what others left behind.
   *
   * @param interval for runs whose process is gone
   * @param expiryInterval for conversations past their retention
   */
  public record Sweep(
      @DefaultValue("5s") Duration interval, @DefaultValue("1h") Duration expiryInterval) {
    public Sweep {
      require(
          interval.isPositive() && expiryInterval.isPositive(), "sweep intervals must be positive");
    }
  }

  /**
   * The threads that embed messages.
   *
   * @param threads how many
   * @param queue how many messages may wait for them
   */
  public record Embedding(@DefaultValue("2") int threads, @DefaultValue("64") int queue) {
    public Embedding {
      require(threads > 0 && queue > 0, "embedding.threads and embedding.queue must be positive");
    }
  }

  /**
   * The tools of the MCP pool.
   *
   * @param patience how long an answer waits to learn what tools there are
   * @param remembered for how long it is remembered which servers there are
   * @param maxResult how much of a tool's result goes to the model
   */
  public record Tools(
      @DefaultValue("1s") Duration patience,
      @DefaultValue("5s") Duration remembered,
      @DefaultValue("64KB") DataSize maxResult) {
    public Tools {
      require(patience.isPositive(), "tools.patience must be positive");
      require(!remembered.isNegative(), "tools.remembered must not be negative");
      require(maxResult.toBytes() > 0, "tools.max-result must be positive");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.routing." + message);
    }
  }
}
