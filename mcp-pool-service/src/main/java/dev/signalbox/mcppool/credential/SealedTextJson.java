package dev.signalbox.mcppool.credential;

import dev.signalbox.kit.secret.KeyRing;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a sealed text lies in the database; its place is where it lies. */
public final class SealedTextJson {
  private SealedTextJson() {}

  public static JsonNode write(SealedText sealed) {
    return JsonNodeFactory.instance
        .objectNode()
        .set(
            "sealed",
            JsonNodeFactory.instance
                .objectNode()
                .put("master", sealed.key().master())
                .put("key", Base64.getEncoder().encodeToString(sealed.key().key()))
                .put("content", Base64.getEncoder().encodeToString(sealed.content())));
  }

  public static SealedText read(String place, JsonNode json) {
    JsonNode sealed = json.path("sealed");
    return new SealedText(
        place,
        new KeyRing.Wrapped(sealed.path("master").stringValue(), bytes(sealed.path("key"))),
        bytes(sealed.path("content")));
  }

  private static byte[] bytes(JsonNode base64) {
    return Base64.getDecoder().decode(base64.stringValue());
  }
}
