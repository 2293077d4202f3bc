package dev.signalbox.cost.ledger;

import dev.signalbox.cost.ledger.Ledger.Entry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Names one row of what agents used, but for the shard; what there is none of is empty. */
record AgentKey(
    String agent,
    String provider,
    String model,
    LocalDate day,
    String team,
    String serviceTier,
    boolean simulated) {

  static AgentKey of(Entry entry) {
    Attempt attempt = entry.attempt();
    return new AgentKey(
        orEmpty(attempt.agentId()),
        attempt.provider(),
        attempt.model(),
        entry.attemptedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
        orEmpty(attempt.team()),
        attempt.usage() == null ? "" : attempt.usage().tier().wireName(),
        attempt.simulated());
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
