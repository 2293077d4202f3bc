package dev.signalbox.simulator.gemini;

import tools.jackson.databind.JsonNode;

/** The text in a content's parts. */
final class ContentText {

  private ContentText() {}

  static String of(JsonNode content) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content.path("parts")) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }
}
