package dev.signalbox.cost.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What goes into a call: every text of it, in whichever protocol it is written.
 *
 * @param texts what is read as text
 * @param messages how many messages there are
 * @param images how many images there are
 * @param uncounted where there is something whose tokens cannot be told from here
 * @param hourlyCache whether it asks to be cached for an hour
 */
record Prompt(
    List<String> texts, int messages, int images, List<String> uncounted, boolean hourlyCache) {

  private static final int DEEPEST = 64;

  /** Names that are not read to the model. */
  private static final Set<String> SILENT =
      Set.of(
          "role",
          "type",
          "id",
          "tool_call_id",
          "tool_use_id",
          "call_id",
          "toolUseId",
          "cache_control",
          "cachePoint",
          "detail",
          "media_type",
          "mime_type",
          "mimeType",
          "format",
          "status");

  private static final Set<String> IMAGES = Set.of("image_url", "input_image", "image");

  private static final Set<String> UNCOUNTED =
      Set.of(
          "input_audio",
          "audio",
          "file",
          "input_file",
          "document",
          "video",
          "inlineData",
          "inline_data",
          "fileData",
          "file_data");

  Prompt {
    texts = List.copyOf(texts);
    uncounted = List.copyOf(uncounted);
  }

  /**
   * Reads a prompt.
   *
   * @param parts what goes in, by name: messages, a system prompt, tools
   */
  static Prompt of(Map<String, JsonNode> parts) {
    Reading reading = new Reading();
    parts.forEach(
        (name, part) -> {
          if (part.isArray() && !name.equals("tools")) {
            reading.messages += part.size();
          }
          reading.read(name, part, 0);
        });
    return new Prompt(
        reading.texts, reading.messages, reading.images, reading.uncounted, reading.hourlyCache);
  }

  private static final class Reading {
    private final List<String> texts = new ArrayList<>();
    private final List<String> uncounted = new ArrayList<>();
    private int messages;
    private int images;
    private boolean hourlyCache;

    private void read(String path, JsonNode node, int depth) {
      if (depth > DEEPEST) {
        uncounted.add(path);
      } else if (node.isString()) {
        texts.add(node.stringValue());
      } else if (node.isArray()) {
        for (int place = 0; place < node.size(); place++) {
          read(path + "[" + place + "]", node.get(place), depth + 1);
        }
      } else if (node.isObject()) {
        readObject(path, node, depth);
      }
    }

    private void readObject(String path, JsonNode object, int depth) {
      String type = object.path("type").asString("");
      if (IMAGES.contains(type)) {
        images++;
        return;
      }
      if (UNCOUNTED.contains(type)) {
        uncounted.add(path);
        return;
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = field.getKey();
        hourlyCache |=
            name.equals("cache_control") && field.getValue().path("ttl").asString("").equals("1h");
        if (IMAGES.contains(name)) {
          images++;
        } else if (UNCOUNTED.contains(name) && !field.getValue().isNull()) {
          uncounted.add(path + "." + name);
        } else if (!SILENT.contains(name)) {
          read(path + "." + name, field.getValue(), depth + 1);
        }
      }
    }
  }
}
