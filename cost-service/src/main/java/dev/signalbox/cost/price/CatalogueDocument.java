package dev.signalbox.cost.price;

import org.jspecify.annotations.Nullable;

/**
 * A catalogue as it is kept.
 *
 * @param catalogueId the SHA-256 of its origin and content, in hexadecimal
 * @param fileVersion what the shipped file calls its version; null of others
 * @param content in our own form
 */
record CatalogueDocument(
    String catalogueId, Catalogue catalogue, @Nullable Integer fileVersion, String content) {

  static CatalogueDocument of(Catalogue catalogue, @Nullable Integer fileVersion) {
    String content = OwnPricesWriter.write(catalogue);
    String id = PriceIds.hash(catalogue.origin().wireName() + '\n' + content);
    return new CatalogueDocument(id, catalogue, fileVersion, content);
  }
}
