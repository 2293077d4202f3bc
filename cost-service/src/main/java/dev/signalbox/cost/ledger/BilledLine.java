package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.charge.PricedUsage.PricedSideCall;
import dev.signalbox.cost.usage.Share;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an entry as it is written.
 *
 * @param name the bucket; for a side call its kind, a point and the bucket
 * @param count a whole number: parts of a second are rounded up, their cost is not
 * @param rate null if there is none, as is the cost
 */
record BilledLine(String name, long count, @Nullable BigDecimal rate, @Nullable BigDecimal cost) {

  static List<BilledLine> of(PricedUsage priced) {
    List<BilledLine> lines = new ArrayList<>();
    priced.charge().buckets().forEach(charge -> lines.add(line("", charge)));
    for (PricedSideCall call : priced.sideCalls()) {
      String prefix = call.kind() + ".";
      if (call.charge() == null) {
        call.usage().parts().forEach(part -> lines.add(line(prefix, part)));
      } else {
        call.charge().buckets().forEach(charge -> lines.add(line(prefix, charge)));
      }
    }
    return lines;
  }

  static List<BilledLine> of(Usage usage) {
    return usage.parts().stream().map(part -> line("", part)).toList();
  }

  private static BilledLine line(String prefix, BucketCharge charge) {
    return new BilledLine(
        prefix + charge.bucket().wireName(),
        whole(charge.quantity()),
        charge.rate(),
        charge.cost());
  }

  private static BilledLine line(String prefix, Share part) {
    return new BilledLine(prefix + part.bucket().wireName(), whole(part.quantity()), null, null);
  }

  private static long whole(BigDecimal quantity) {
    return quantity.setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
