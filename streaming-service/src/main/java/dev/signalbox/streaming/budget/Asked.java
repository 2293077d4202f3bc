package dev.signalbox.streaming.budget;

import dev.signalbox.streaming.budget.Lessor.Answer;
import dev.signalbox.streaming.budget.Lessor.Lease;
import dev.signalbox.streaming.budget.Lessor.Wanted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Slices that were asked for, and the answer.
 *
 * @param attempts for how many they were asked for
 * @param at before they were asked for, on the clock of {@link System#nanoTime}
 * @param until when they run out, on the same clock
 */
record Asked(List<Wanted> wanted, int attempts, long at, long until, Answer answer) {

  List<String> leaseIds() {
    return wanted.stream().map(Wanted::leaseId).toList();
  }

  Map<Claim, BigDecimal> needs(Answer.Granted granted) {
    Map<Claim, BigDecimal> needs = new HashMap<>();
    granted.leases().forEach(lease -> needs.put(claim(lease), lease.need()));
    return needs;
  }

  List<Slice> slices(Answer.Granted granted) {
    List<Slice> slices = new ArrayList<>();
    for (Lease lease : granted.leases()) {
      Claim claim = claim(lease);
      slices.add(
          new Slice(
              claim.key(),
              lease.leaseId(),
              lease.budgetRevision(),
              claim.budget().unit(),
              attempts,
              lease.granted(),
              lease.notBefore(),
              lease.notAfter(),
              at,
              until));
    }
    return slices;
  }

  private Claim claim(Lease lease) {
    return wanted.stream()
        .filter(each -> each.leaseId().equals(lease.leaseId()))
        .map(Wanted::claim)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a lease that nobody asked for"));
  }
}
