package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cache points, which only some models take (Amazon Bedrock User Guide, "Prompt caching"). */
final class CachePoints {

  private static final String HINT = "cache_control";

  private final ModelFamily family;
  private final UnusedHints unused;

  CachePoints(ModelFamily family, UnusedHints unused) {
    this.family = family;
    this.unused = unused;
  }

  static Part.CacheBreak read(Fields point) {
    point.ignoreDefault("type", "default");
    Part.CacheBreak read = new Part.CacheBreak(point.string("ttl"));
    point.requireAllRead();
    return read;
  }

  void add(Part.CacheBreak cacheBreak, ArrayNode content) {
    switch (family) {
      case ModelFamily.Claude claude -> {
        ObjectNode point = point(content);
        String ttl = cacheBreak.ttl();
        if (ttl != null && claude.model().cachesForAnHour()) {
          point.put("ttl", ttl);
        } else if (ttl != null && !ttl.equals("5m")) {
          unused.add(HINT + ".ttl");
        }
      }
      case ModelFamily.Nova ignored -> point(content);
      case ModelFamily.GptOss ignored -> unused.add(HINT);
      case ModelFamily.Other ignored -> unused.add(HINT);
    }
  }

  void addTool(Part.CacheBreak cacheBreak, ArrayNode tools) {
    if (family instanceof ModelFamily.Nova) {
      unused.add(HINT);
    } else {
      add(cacheBreak, tools);
    }
  }

  private static ObjectNode point(ArrayNode content) {
    return content.addObject().putObject("cachePoint").put("type", "default");
  }
}
