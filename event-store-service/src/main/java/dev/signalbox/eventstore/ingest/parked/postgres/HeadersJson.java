package dev.signalbox.eventstore.ingest.parked.postgres;

import dev.signalbox.eventstore.ingest.parked.Content.Header;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Headers as a JSON text: {@code [[name, base64], ...]}. */
final class HeadersJson {

  private final JsonMapper json = JsonMapper.builder().build();

  String write(List<Header> headers) {
    ArrayNode array = json.createArrayNode();
    for (Header header : headers) {
      ArrayNode pair = array.addArray().add(header.name());
      if (header.value() == null) {
        pair.addNull();
      } else {
        pair.add(Base64.getEncoder().encodeToString(header.value()));
      }
    }
    return json.writeValueAsString(array);
  }

  List<Header> read(String text) {
    List<Header> headers = new ArrayList<>();
    for (JsonNode pair : json.readTree(text)) {
      headers.add(new Header(pair.path(0).stringValue(), bytes(pair.path(1))));
    }
    return headers;
  }

  private static byte @Nullable [] bytes(JsonNode value) {
    return value.isNull() ? null : Base64.getDecoder().decode(value.stringValue());
  }
}
