package dev.signalbox.simulator.openai;

import tools.jackson.databind.JsonNode;

/** The text in a message's content. */
public final class MessageText {

  private MessageText() {}

  /** A string, or the text parts of an array joined. */
  public static String of(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }
}
