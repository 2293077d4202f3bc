package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.budget.Proof;
import dev.signalbox.cost.budget.Unit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A counter beside what it is made of. */
record ProofView(
    String value,
    Instant countedFrom,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant countedTo,
    Object limit,
    Sum spent,
    long ledgerEntries,
    Sum granted,
    Object overdue,
    boolean agrees,
    boolean withinLimit) {

  /** The counter, and the same reckoned anew. */
  record Sum(Object counter, Object reckoned) {}

  static ProofView of(Proof proof, Unit unit) {
    return new ProofView(
        proof.value(),
        proof.countedFrom(),
        proof.countedTo(),
        unit.inJson(proof.limit()),
        new Sum(unit.inJson(proof.spentByCounter()), unit.inJson(proof.spentByLedger())),
        proof.entries(),
        new Sum(unit.inJson(proof.grantedByCounter()), unit.inJson(proof.grantedByLeases())),
        unit.inJson(proof.overdue()),
        proof.agrees(),
        proof.withinLimit());
  }
}
