package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.request.ClientRequest;
import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests of the Messages API, as of its version 2026-10-21 and the one before. */
final class RequestReader {

  private final JsonMapper json;

  RequestReader(JsonMapper json) {
    this.json = json;
  }

  ModelRequest read(ClientRequest request) {
    Fields body = Fields.ofBody(json.readTree(request.body().bytes()));
    // Known from the scan; and what tells about caches and changes no answer.
    body.ignore("model", "stream", "diagnostics");
    passDefaults(body);
    long maxTokens = maxTokens(body);
    Fields output = body.object("output_config");
    ModelRequest read =
        new ModelRequest(
            new ConversationReader(json).read(body),
            ToolsReader.tools(body),
            ToolsReader.choice(body),
            ToolsReader.parallel(body),
            sampling(body, maxTokens),
            format(body, output),
            reasoning(body, output, maxTokens),
            ThinkingForm.shown(body),
            user(body),
            request.stream());
    if (output != null) {
      output.requireAllRead();
    }
    body.requireAllRead();
    return read;
  }

  private static void passDefaults(Fields body) {
    String tier = body.string("service_tier");
    // There is no priority capacity elsewhere, so that both say the same.
    if (tier != null && !tier.equals("auto") && !tier.equals("standard_only")) {
      throw body.inexpressible("service_tier");
    }
    body.ignoreDefault("speed", "standard");
    Fields edits = body.object("context_management");
    if (edits != null) {
      for (Fields edit : edits.objects("edits")) {
        // Other providers get no thoughts of this one anyway.
        if (!edit.requiredString("type").startsWith("clear_thinking")) {
          throw edit.inexpressible("type");
        }
      }
      edits.requireAllRead();
    }
  }

  private static long maxTokens(Fields body) {
    Long maxTokens = body.integer("max_tokens");
    if (maxTokens == null) {
      throw body.missing("max_tokens");
    }
    if (maxTokens < 0) {
      throw body.invalid("max_tokens", "positive");
    }
    if (maxTokens == 0) {
      // Fills the provider's cache and answers nothing.
      throw body.inexpressible("max_tokens");
    }
    return maxTokens;
  }

  private static Sampling sampling(Fields body, long maxTokens) {
    return new Sampling(
        maxTokens,
        body.decimal("temperature"),
        body.decimal("top_p"),
        body.integer("top_k"),
        null,
        null,
        null,
        body.strings("stop_sequences"));
  }

  private static OutputFormat format(Fields body, @Nullable Fields output) {
    Fields format = output == null ? null : output.object("format");
    if (format == null) {
      // What it was called while structured outputs were in beta.
      format = body.object("output_format");
    }
    if (format == null) {
      return new OutputFormat.PlainText();
    }
    if (!format.requiredString("type").equals("json_schema")) {
      throw format.inexpressible("type");
    }
    JsonNode schema = format.required("schema");
    format.requireAllRead();
    return new OutputFormat.JsonSchema(null, null, schema, null);
  }

  private static @Nullable Reasoning reasoning(
      Fields body, @Nullable Fields output, long maxTokens) {
    Reasoning.@Nullable Level effort = output == null ? null : ThinkingForm.effort(output);
    Reasoning thinking = ThinkingForm.read(body, effort, maxTokens);
    boolean both = thinking instanceof Reasoning.Budget || thinking instanceof Reasoning.Off;
    // High is the default and says nothing.
    if (output != null && both && effort != null && effort != Reasoning.Level.HIGH) {
      throw output.inexpressible("effort");
    }
    return thinking;
  }

  private static @Nullable String user(Fields body) {
    Fields metadata = body.object("metadata");
    if (metadata == null) {
      return null;
    }
    String user = metadata.string("user_id");
    metadata.requireAllRead();
    return user;
  }
}
