package dev.signalbox.mcppool.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The pool.
 *
 * @param stdioEnabled whether admins may register servers that run as processes of this service
 * @param stdioCommands the programs that such servers may be run with
 * @param allowPrivateAddresses whether servers may be at private and loopback addresses
 * @param maxServers how many servers may be registered
 * @param maxMessage the longest message taken from a server
 * @param maxInFlight calls at once over one connection
 * @param maxQueued messages that may wait to be written to one server
 * @param maxTools tools listed of one server
 * @param listTtl how long a list of tools is good whose server does not say
 * @param probePatience how long a server may leave the question for its era unanswered before it is
 *     spoken to as one of the legacy era, too
 * @param connectTimeout for starting a server and the handshake
 * @param stopAfterEndOfInput how long a process may take to end by itself
 * @param stopAfterTerm how long it may take once asked with SIGTERM; SIGKILL follows
 * @param backOff when to try again what failed
 * @param breaker when calls are kept from a connection
 * @param probe how silent connections are asked whether they are well
 * @param refreshInterval how often changes made by other replicas are looked for
 * @param workDirectory where servers get their own folders; in the folder for temporary files
 *     unless set
 * @param secrets what servers' variables and headers may refer to
 */
@Validated
@ConfigurationProperties("signalbox.mcp")
public record McpProperties(
    @DefaultValue("false") boolean stdioEnabled,
    @DefaultValue({"npx", "uvx", "node", "java"}) List<String> stdioCommands,
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("32") @Min(1) @Max(256) int maxServers,
    @DefaultValue("4MB") DataSize maxMessage,
    @DefaultValue("256") @Min(1) int maxInFlight,
    @DefaultValue("64") @Min(1) int maxQueued,
    @DefaultValue("2000") @Min(1) int maxTools,
    @DefaultValue("5m") Duration listTtl,
    @DefaultValue("5s") Duration probePatience,
    @DefaultValue("60s") Duration connectTimeout,
    @DefaultValue("2s") Duration stopAfterEndOfInput,
    @DefaultValue("2s") Duration stopAfterTerm,
    @DefaultValue BackOff backOff,
    @DefaultValue Breaker breaker,
    @DefaultValue Probe probe,
    @DefaultValue("2s") Duration refreshInterval,
    @Nullable Path workDirectory,
    @DefaultValue Map<String, String> secrets) {
  public McpProperties {
    stdioCommands = List.copyOf(stdioCommands);
    secrets = Map.copyOf(secrets);
  }

  /**
   * When a server that failed is tried again.
   *
   * @param initial after the first failure; doubled after each further one, and jittered down to
   *     half of it
   * @param max the longest wait
   * @param crashLoopAfter how many failures in a row make a crash loop
   * @param stableAfter how long a connection lives to end such a row
   */
  public record BackOff(
      @DefaultValue("200ms") Duration initial,
      @DefaultValue("60s") Duration max,
      @DefaultValue("5") @Min(1) int crashLoopAfter,
      @DefaultValue("30s") Duration stableAfter) {}

  /**
   * When calls are kept from a connection.
   *
   * @param window calls looked back on
   * @param minimum calls before any judgement
   * @param failurePercent of the calls in the window
   * @param openInitial the first time; doubled each time it opens again at once, and jittered
   * @param openMax the longest time
   * @param fairTime a call that was given less and got no answer says nothing
   */
  public record Breaker(
      @DefaultValue("20") @Min(1) int window,
      @DefaultValue("5") @Min(1) int minimum,
      @DefaultValue("50") @Min(1) @Max(100) int failurePercent,
      @DefaultValue("2s") Duration openInitial,
      @DefaultValue("60s") Duration openMax,
      @DefaultValue("10s") Duration fairTime) {}

  /**
   * How silent connections are asked whether they are well.
   *
   * @param interval for which one may be silent
   * @param patience for the answer
   */
  public record Probe(
      @DefaultValue("30s") Duration interval, @DefaultValue("5s") Duration patience) {}

  /** Without the secrets. */
  @Override
  public String toString() {
    return "McpProperties[stdioEnabled=%s, maxServers=%d]".formatted(stdioEnabled, maxServers);
  }
}
