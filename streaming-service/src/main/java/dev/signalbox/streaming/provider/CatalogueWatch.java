package dev.signalbox.streaming.provider;

import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Takes over what changes in the catalogue's file. A file that is none leaves all as it was. */
class CatalogueWatch {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueWatch.class);

  private final Catalogue catalogue;
  private final CatalogueFile file;
  private byte[] seen = {};

  CatalogueWatch(Catalogue catalogue, CatalogueFile file) {
    this.catalogue = catalogue;
    this.file = file;
  }

  @Scheduled(fixedDelayString = "${signalbox.streaming.reload:2s}")
  void look() {
    try {
      byte[] content = file.content();
      if (Arrays.equals(content, seen)) {
        return;
      }
      seen = content;
      catalogue.replace(file.read());
      LOG.info("The catalogue of providers and models was taken from its file");
    } catch (IOException | RuntimeException e) {
      LOG.error("The catalogue's file is not used; what was known before stays in use", e);
    }
  }
}
