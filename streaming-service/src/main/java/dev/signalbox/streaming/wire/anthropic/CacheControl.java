package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The {@code cache_control} of a block, a tool or a whole request. */
final class CacheControl {

  private static final String NAME = "cache_control";

  private CacheControl() {}

  static Part.@Nullable CacheBreak read(Fields block) {
    Fields control = block.object(NAME);
    if (control == null) {
      return null;
    }
    if (!control.requiredString("type").equals("ephemeral")) {
      throw control.invalid("type", "\"ephemeral\"");
    }
    String ttl = control.string("ttl");
    if (ttl != null && !ttl.equals("5m") && !ttl.equals("1h")) {
      throw control.invalid("ttl", "\"5m\" or \"1h\"");
    }
    return new Part.CacheBreak(ttl);
  }

  static void write(Part.CacheBreak cacheBreak, ObjectNode block) {
    ObjectNode control = block.putObject(NAME).put("type", "ephemeral");
    if (cacheBreak.ttl() != null) {
      control.put("ttl", cacheBreak.ttl());
    }
  }
}
