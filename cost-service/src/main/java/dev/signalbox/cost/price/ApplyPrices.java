package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceFile.DatedPrice;
import dev.signalbox.cost.price.PriceFile.ModelPrices;
import dev.signalbox.cost.price.PriceFile.ProviderPrices;
import dev.signalbox.cost.price.PriceTable.AppliedVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Brings a price file into the table, once per version, whatever the number of replicas. */
@Service
class ApplyPrices {

  private static final Logger LOG = LoggerFactory.getLogger(ApplyPrices.class);

  private final PriceTable table;
  private final JsonMapper json;

  ApplyPrices(PriceTable table, JsonMapper json) {
    this.table = table;
    this.json = json;
  }

  /**
   * Adds what the file says that the table does not. What the table has stays, because the ledger
   * points to it.
   */
  @Transactional
  public void apply(byte[] content) {
    PriceFile file = json.readValue(content, PriceFile.class);
    String contentHash = sha256(content);
    table.lock();
    Optional<AppliedVersion> newest = table.newestVersion();
    if (newest.isPresent() && newest.get().version() >= file.version()) {
      if (newest.get().version() == file.version()
          && !newest.get().contentHash().equals(contentHash)) {
        LOG.warn(
            "Price file version {} was applied with other content; this content is ignored until"
                + " its version is raised",
            file.version());
      }
      return;
    }
    int added = addPrices(file);
    replaceAliases(file);
    table.recordVersion(file.version(), contentHash, added);
    LOG.info("Price file version {}: {} prices added", file.version(), added);
  }

  private int addPrices(PriceFile file) {
    Map<Key, Price> present = new HashMap<>();
    table.prices().forEach(price -> present.put(Key.of(price), price));
    int added = 0;
    for (ProviderPrices provider : file.providers()) {
      for (ModelPrices model : provider.models()) {
        for (DatedPrice dated : model.prices()) {
          if (add(file.version(), provider, model, dated, present)) {
            added++;
          }
        }
      }
    }
    return added;
  }

  private boolean add(
      int version,
      ProviderPrices provider,
      ModelPrices model,
      DatedPrice dated,
      Map<Key, Price> present) {
    int revision = 1 + table.revisions(provider.provider(), model.model(), dated.since());
    Price price =
        new Price(
            priceId(provider.provider(), model.model(), dated, revision),
            provider.provider(),
            model.model(),
            dated.since(),
            dated.allTiers(),
            provider.source());
    Price before = present.get(Key.of(price));
    if (before != null && before.tiers().equals(price.tiers())) {
      return false;
    }
    table.add(price, revision, version);
    return true;
  }

  /** {@code provider/model}, then {@code @date} and {@code #revision} where there are several. */
  private static String priceId(String provider, String model, DatedPrice dated, int revision) {
    String since = dated.validFrom() == null ? "" : "@" + dated.validFrom();
    return provider + "/" + model + since + (revision == 1 ? "" : "#" + revision);
  }

  private void replaceAliases(PriceFile file) {
    Map<String, String> providers = new HashMap<>();
    List<ModelAlias> models = new ArrayList<>();
    for (ProviderPrices provider : file.providers()) {
      for (String alias : orEmpty(provider.aliases())) {
        providers.put(alias.toLowerCase(Locale.ROOT), provider.provider());
      }
      for (ModelPrices model : provider.models()) {
        for (String alias : orEmpty(model.aliases())) {
          models.add(
              new ModelAlias(provider.provider(), alias.toLowerCase(Locale.ROOT), model.model()));
        }
      }
    }
    table.replaceAliases(providers, models);
  }

  private static List<String> orEmpty(@Nullable List<String> names) {
    return names == null ? List.of() : names;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private record Key(String provider, String model, @Nullable Instant validFrom) {
    static Key of(Price price) {
      return new Key(price.provider(), price.model(), price.validFrom());
    }
  }
}
