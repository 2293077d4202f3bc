package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.benchmark.BudgetLayout.Level;
import dev.signalbox.cost.lease.CloseLeases;
import dev.signalbox.cost.lease.CloseLeases.ToldLease;
import dev.signalbox.cost.lease.GrantLeases;
import dev.signalbox.cost.lease.GrantOutcome;
import dev.signalbox.cost.lease.GrantOutcome.GrantedLease;
import dev.signalbox.cost.lease.LeaseRequest;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets attempts begin as a replica of streaming-service does: from the leases that it holds, asking
 * for those that do not suffice and giving back what they replace. An attempt has 1,000 tokens in
 * and up to 500 out.
 */
final class LeaseHolder implements LongConsumer {

  private static final long INPUT = 1_000;
  private static final long OUTPUT = 500;

  private final GrantLeases grants;
  private final CloseLeases closings;
  private final BudgetLayout layout;
  private final int attemptsPerLease;
  private final Map<String, Held> held = new HashMap<>();

  LeaseHolder(BudgetedService service, BudgetLayout layout, int attemptsPerLease) {
    this.grants = service.bean(GrantLeases.class);
    this.closings = service.bean(CloseLeases.class);
    this.layout = layout;
    this.attemptsPerLease = attemptsPerLease;
  }

  private static final class Held {
    final GrantedLease lease;
    BigDecimal free;

    Held(GrantedLease lease) {
      this.lease = lease;
      this.free = lease.granted();
    }

    boolean suffices() {
      return free.compareTo(lease.need()) >= 0 && Instant.now().isBefore(lease.notAfter());
    }
  }

  @Override
  public void accept(long attempt) {
    List<Wanted> missing =
        layout.levels().stream()
            .filter(level -> !suffices(level.budgetId(attempt)))
            .map(
                level ->
                    new Wanted(
                        IdKind.LEASE.next(),
                        level.budgetId(attempt),
                        level.kind(),
                        level.value(attempt)))
            .toList();
    if (!missing.isEmpty()) {
      ask(missing);
    }
    for (Level level : layout.levels()) {
      take(level.budgetId(attempt));
    }
  }

  private boolean suffices(String budgetId) {
    @Nullable Held lease = held.get(budgetId);
    return lease != null && lease.suffices();
  }

  private void take(String budgetId) {
    @Nullable Held lease = held.get(budgetId);
    if (lease == null) {
      throw new IllegalStateException("a lease was granted for every budget");
    }
    lease.free = lease.free.subtract(lease.lease.need());
  }

  private void ask(List<Wanted> wanted) {
    LeaseRequest request =
        new LeaseRequest(
            null, "openai", "gpt-4o", true, INPUT, OUTPUT, attemptsPerLease, wanted);
    GrantOutcome outcome = grants.grant(request);
    while (outcome instanceof GrantOutcome.Busy) {
      outcome = grants.grant(request);
    }
    if (!(outcome instanceof GrantOutcome.Granted granted)) {
      throw new IllegalStateException("not granted: " + outcome);
    }
    for (GrantedLease lease : granted.leases()) {
      @Nullable Held before = held.put(lease.budget().id(), new Held(lease));
      if (before != null) {
        close(before);
      }
    }
  }

  private void close(Held before) {
    String id = before.lease.leaseId();
    Event event =
        new Event(
            IdKind.EVENT.next(),
            "streaming-service",
            "lease/" + id,
            "signalbox.lease.closed.v1",
            Instant.now(),
            null,
            null,
            JsonMapper.shared().createObjectNode());
    closings.close(
        List.of(new ToldLease(event, id, before.lease.granted().subtract(before.free))));
  }
}
