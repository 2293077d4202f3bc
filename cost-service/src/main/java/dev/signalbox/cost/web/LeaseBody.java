package dev.signalbox.cost.web;

import dev.signalbox.cost.budget.ScopeKind;
import dev.signalbox.cost.lease.LeaseRequest;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked for. */
record LeaseBody(
    @Nullable String provider,
    @Nullable String model,
    boolean textOnly,
    long inputTokens,
    long outputTokens,
    @Nullable Integer attempts,
    @Nullable List<WantedBody> leases) {

  private static final int LONGEST = 300;
  private static final int MOST_LEASES = 64;
  private static final int MOST_ATTEMPTS = 1_000;
  private static final long MOST_TOKENS = 1_000_000_000L;

  /**
   * One lease.
   *
   * @param scope the kind of scope that the value is of
   */
  record WantedBody(
      @Nullable String leaseId,
      @Nullable String budgetId,
      @Nullable String scope,
      @Nullable String value) {}

  LeaseRequest request(Caller caller) {
    if (leases == null || leases.isEmpty() || leases.size() > MOST_LEASES) {
      throw Invalid.field("leases", "must have between 1 and " + MOST_LEASES + " entries");
    }
    if (attempts != null && (attempts < 1 || attempts > MOST_ATTEMPTS)) {
      throw Invalid.field("attempts", "must be between 1 and " + MOST_ATTEMPTS);
    }
    try {
      return new LeaseRequest(
          caller.team(),
          text("provider", provider),
          text("model", model),
          textOnly,
          tokens("input_tokens", inputTokens),
          tokens("output_tokens", outputTokens),
          attempts == null ? 1 : attempts,
          leases.stream().map(each -> wanted(each, caller)).toList());
    } catch (IllegalArgumentException twice) {
      throw Invalid.field("leases", "must not ask for the same twice");
    }
  }

  private static Wanted wanted(@Nullable WantedBody body, Caller caller) {
    if (body == null) {
      throw Invalid.field("leases", "must have no null in it");
    }
    String leaseId = body.leaseId();
    String budgetId = body.budgetId();
    if (leaseId == null || !IdKind.LEASE.matches(leaseId)) {
      throw Invalid.field("leases.lease_id", "must be the id of a lease");
    }
    if (budgetId == null || !IdKind.BUDGET.matches(budgetId)) {
      throw Invalid.field("leases.budget_id", "must be the id of a budget");
    }
    ScopeKind kind =
        ScopeKind.ofWireName(text("leases.scope", body.scope()))
            .orElseThrow(() -> Invalid.field("leases.scope", "must be a kind of scope"));
    String value = text("leases.value", body.value());
    if (!mayAskFor(caller, kind, value)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Nobody spends what is set aside for another " + body.scope());
    }
    return new Wanted(leaseId, budgetId, kind, value);
  }

  private static boolean mayAskFor(Caller caller, ScopeKind kind, String value) {
    return switch (kind) {
      case TEAM -> value.equals(caller.team());
      case USER -> value.equals(caller.user());
      case KEY -> value.equals(caller.keyId() == null ? caller.subject() : caller.keyId());
      case EVERYTHING, AGENT, MODEL, PROVIDER, TAG, CONVERSATION, RUN -> true;
    };
  }

  private static String text(String field, @Nullable String value) {
    if (value == null
        || value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      throw Invalid.field(field, "must have between 1 and " + LONGEST + " characters");
    }
    return value;
  }

  private static long tokens(String field, long count) {
    if (count < 0 || count > MOST_TOKENS) {
      throw Invalid.field(field, "must be between 0 and %,d".formatted(MOST_TOKENS));
    }
    return count;
  }
}
