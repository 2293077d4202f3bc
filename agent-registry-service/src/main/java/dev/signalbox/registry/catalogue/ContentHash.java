package dev.signalbox.registry.catalogue;

import dev.signalbox.kit.digest.Sha256;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** SHA-256 of a value's JSON, in hexadecimal. */
@Component
class ContentHash {

  private final JsonMapper json;

  ContentHash(JsonMapper json) {
    this.json = json;
  }

  String of(Object value) {
    return Sha256.hex(json.writeValueAsBytes(value));
  }
}
