package dev.signalbox.cost.charge;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the rates of tiers are applied to the parts of one usage. */
sealed interface Rating {

  /** The costs of the part, none of which has been priced before. */
  List<BucketCharge> charges(Share share, FreeAllowance free);

  /** Everything at the rates of one tier. */
  record Whole(Tier tier) implements Rating {
    @Override
    public List<BucketCharge> charges(Share share, FreeAllowance free) {
      @Nullable Bucket price = share.pricedAs();
      if (price == null) {
        return List.of(BucketCharge.unpriced(share));
      }
      List<BucketCharge> charges = new ArrayList<>(1);
      BigDecimal charged = free.apply(share.bucket(), share.quantity(), charges);
      if (charges.isEmpty() || charged.signum() > 0) {
        charges.add(
            BucketCharge.of(
                share.bucket(), charged, Objects.requireNonNull(tier.rates().usd().get(price))));
      }
      return charges;
    }
  }

  /** What is priced alike is counted together, and each step of it has its tier's rate. */
  final class Marginal implements Rating {
    private final List<Tier> tiers;
    private final Map<Bucket, BigDecimal> counted = new EnumMap<>(Bucket.class);

    Marginal(List<Tier> tiers) {
      this.tiers = tiers;
    }

    @Override
    public List<BucketCharge> charges(Share share, FreeAllowance free) {
      @Nullable Bucket price = share.pricedAs();
      if (price == null) {
        return List.of(BucketCharge.unpriced(share));
      }
      List<BucketCharge> charges = new ArrayList<>();
      BigDecimal from = counted.getOrDefault(price, BigDecimal.ZERO);
      BigDecimal to = from.add(free.apply(share.bucket(), share.quantity(), charges));
      counted.put(price, to);
      for (int place = 0; place < tiers.size(); place++) {
        BigDecimal begin = from.max(BigDecimal.valueOf(tiers.get(place).above()));
        BigDecimal end =
            place + 1 < tiers.size()
                ? to.min(BigDecimal.valueOf(tiers.get(place + 1).above()))
                : to;
        if (end.compareTo(begin) > 0 || (charges.isEmpty() && to.compareTo(from) == 0)) {
          charges.add(
              BucketCharge.of(
                  share.bucket(),
                  end.subtract(begin).max(BigDecimal.ZERO),
                  Objects.requireNonNull(tiers.get(place).rates().usd().get(price))));
        }
      }
      return charges;
    }
  }
}
