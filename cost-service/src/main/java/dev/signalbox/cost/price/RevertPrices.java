package dev.signalbox.cost.price;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Puts earlier prices into force again. */
@Service
public class RevertPrices {

  private final PriceVersions versions;
  private final ApplyPrices apply;

  RevertPrices(PriceVersions versions, ApplyPrices apply) {
    this.versions = versions;
    this.apply = apply;
  }

  /**
   * Makes a new version of the catalogues of that one.
   *
   * @return empty if there is no such version, or its catalogues were not kept
   */
  public Optional<PriceVersion> revert(int version, String by) {
    return apply.revert(version, by).flatMap(versions::find);
  }
}
