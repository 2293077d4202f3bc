package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.Reserved;
import dev.signalbox.cost.lease.GrantOutcome.GrantedLease;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import dev.signalbox.kit.id.IdKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A streaming replica as the protocol wants it to be, with what it has in memory. */
final class Replica {

  private final Platform platform;
  private final int attemptsPerLease;
  private final Map<String, Held> held = new HashMap<>();

  Replica(Platform platform, int attemptsPerLease) {
    this.platform = platform;
    this.attemptsPerLease = attemptsPerLease;
  }

  /** A budget that applies, and the value it is counted by. */
  record Claim(Budget budget, String value) {}

  private static final class Held {
    final GrantedLease lease;
    BigDecimal free;

    Held(GrantedLease lease) {
      this.lease = lease;
      this.free = lease.granted();
    }
  }

  /** Begins an attempt if every budget allows it: from what is held, or else after asking. */
  synchronized Optional<StartedAttempt> begin(
      List<Claim> claims, String team, String user, String key, long input, long output) {
    Map<Claim, BigDecimal> needs = new HashMap<>();
    List<Claim> missing = new ArrayList<>();
    for (Claim claim : claims) {
      BigDecimal need = need(claim, input, output);
      needs.put(claim, need);
      Held local = held.get(name(claim));
      if (local == null || !valid(local) || local.free.compareTo(need) < 0) {
        missing.add(claim);
      }
    }
    if (!missing.isEmpty() && !ask(missing, input, output)) {
      return Optional.empty();
    }
    List<Reservation> reservations = new ArrayList<>();
    for (Claim claim : claims) {
      Held local = held.get(name(claim));
      BigDecimal need = needs.getOrDefault(claim, BigDecimal.ZERO);
      if (local == null || !platform.reserve(local.lease.leaseId(), need)) {
        throw new AssertionError("a lease is closed only after it was given up");
      }
      local.free = local.free.subtract(need);
      reservations.add(
          new Reservation(
              local.lease.leaseId(),
              new Reserved(
                  claim.budget().id(), claim.value(), claim.budget().definition().unit(), need)));
    }
    return Optional.of(
        StartedAttempt.of(team, user, key, input, output, platform.now(), reservations));
  }

  private boolean ask(List<Claim> missing, long input, long output) {
    List<Wanted> wanted =
        missing.stream()
            .map(
                claim ->
                    new Wanted(
                        IdKind.LEASE.next(),
                        claim.budget().id(),
                        claim.budget().definition().scope().kind(),
                        claim.value()))
            .toList();
    platform.intend(wanted);
    GrantOutcome outcome =
        platform.grant.grant(
            new LeaseRequest(
                null, "openai", "gpt-4o", true, input, output, attemptsPerLease, wanted));
    if (!(outcome instanceof GrantOutcome.Granted granted)) {
      platform.closeAll(wanted.stream().map(Wanted::leaseId).toList());
      return false;
    }
    for (GrantedLease lease : granted.leases()) {
      Held before = held.put(lease.budget().id() + ' ' + lease.value(), new Held(lease));
      if (before != null) {
        platform.closeAll(List.of(before.lease.leaseId()));
      }
    }
    return true;
  }

  private boolean valid(Held local) {
    Instant now = platform.now();
    return !now.isBefore(local.lease.notBefore()) && now.isBefore(local.lease.notAfter());
  }

  /** Gives back what it holds of a budget, as it does when the budget has changed. */
  synchronized void giveBack(Budget budget) {
    giveBack(held.keySet().stream().filter(name -> name.startsWith(budget.id())).toList());
  }

  synchronized void giveBack() {
    giveBack(List.copyOf(held.keySet()));
  }

  private void giveBack(List<String> names) {
    for (String name : names) {
      @Nullable Held local = held.remove(name);
      if (local != null) {
        platform.closeAll(List.of(local.lease.leaseId()));
      }
    }
  }

  /** Forgets everything: what it held is closed by others, some time. */
  synchronized void crash() {
    held.clear();
  }

  private static String name(Claim claim) {
    return claim.budget().id() + ' ' + claim.value();
  }

  /** gpt-4o costs 2.50 dollars a million tokens in and 10 out. */
  private static BigDecimal need(Claim claim, long input, long output) {
    return switch (claim.budget().definition().unit()) {
      case TOKENS -> BigDecimal.valueOf(input + output);
      case USD -> BigDecimal.valueOf(input * 25 + output * 100).movePointLeft(7);
    };
  }
}
