package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.price.PriceVersions.Reason;
import dev.signalbox.kit.id.IdKind;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** States and ends prices on top of all catalogues. Each change is a version of its own. */
@Service
public class OverridePrices {

  static final int MOST = 5_000;

  private final PriceOverrides overrides;
  private final PriceVersions versions;
  private final PriceEntries entries;
  private final PriceEvents events;
  private final Clock clock;

  OverridePrices(
      PriceOverrides overrides,
      PriceVersions versions,
      PriceEntries entries,
      PriceEvents events,
      Clock clock) {
    this.overrides = overrides;
    this.versions = versions;
    this.entries = entries;
    this.events = events;
    this.clock = clock;
  }

  /**
   * States a price.
   *
   * @param team whose price it is; null if it is everybody's
   * @param match which names of models it is for
   * @throws InvalidPriceException if another one holds for the same model at the same time
   */
  @Transactional
  public PriceOverride add(@Nullable String team, NameRule match, Price price, String by) {
    versions.lock();
    PriceOverride made =
        new PriceOverride(IdKind.PRICE_OVERRIDE.next(), team, match, price, by, clock.instant());
    List<PriceOverride> inForce = overrides.inForce();
    if (inForce.size() >= MOST) {
      throw new InvalidPriceException("", "must be one of at most " + MOST + " overrides");
    }
    for (PriceOverride other : inForce) {
      if (made.collidesWith(other)) {
        throw new InvalidPriceException(
            "price", "must not hold at the same time as " + other.overrideId());
      }
    }
    int version = nextVersion(by);
    versions.recordAdded(version, entries.add(List.of(price), version));
    overrides.add(made);
    events.changed(version);
    return made;
  }

  /** Ends an override; tells whether there was one in force. */
  @Transactional
  public boolean end(String overrideId, String by) {
    versions.lock();
    if (!overrides.end(overrideId, by)) {
      return false;
    }
    events.changed(nextVersion(by));
    return true;
  }

  private int nextVersion(String by) {
    return versions.add(Reason.OVERRIDE, by, null, versions.catalogues(versions.newest()));
  }

  /** Those in force, the oldest first. */
  public List<PriceOverride> inForce() {
    return overrides.inForce();
  }
}
