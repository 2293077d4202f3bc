package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the parts of a content. */
final class PartReader {

  private final JsonMapper json;
  private final FunctionCalls calls = new FunctionCalls();

  PartReader(JsonMapper json) {
    this.json = json;
  }

  /**
   * Adds what a part says.
   *
   * @param content its place in the conversation, and the part's in it
   */
  void read(Fields part, int content, int number, List<Part> read) {
    part.ignore("partMetadata");
    String signature = signature(part);
    String text = part.string("text");
    Fields call = part.object("functionCall");
    Fields response = part.object("functionResponse");
    if (Boolean.TRUE.equals(part.bool("thought"))) {
      thought(part, text, signature, read);
    } else if (call != null) {
      read.add(call(call, signature, content, number));
    } else if (response != null) {
      read.add(response(response));
      signed(signature, read);
    } else if (part.has("inlineData") || part.has("fileData")) {
      read.add(MediaReader.part(part));
      signed(signature, read);
    } else {
      text(part, text, signature, read);
    }
    part.requireAllRead();
  }

  private static @Nullable String signature(Fields part) {
    String signature = part.string("thoughtSignature");
    return signature == null || signature.isEmpty() ? null : signature;
  }

  private static void thought(
      Fields part, @Nullable String text, @Nullable String signature, List<Part> read) {
    String redacted = signature == null ? null : ThoughtSignature.thought(signature);
    if (redacted != null) {
      read.add(new Part.RedactedThinking(redacted));
    } else if (text != null) {
      read.add(new Part.Thinking(text, canonical(signature)));
    } else {
      throw part.inexpressible("thought");
    }
  }

  private static void text(
      Fields part, @Nullable String text, @Nullable String signature, List<Part> read) {
    if (text != null && !(text.isEmpty() && signature != null)) {
      read.add(new Part.Text(text));
    }
    signed(signature, read);
    if (text == null && signature == null) {
      part.requireAllRead();
      throw part.missing("text");
    }
  }

  /** A signature beside something else is a thought without text that ends after it. */
  private static void signed(@Nullable String signature, List<Part> read) {
    if (signature != null) {
      read.add(new Part.Thinking("", canonical(signature)));
    }
  }

  private Part call(Fields call, @Nullable String signature, int content, int number) {
    JsonNode args = call.value("args");
    if (args != null && !args.isObject()) {
      throw call.invalid("args", "an object");
    }
    Part made =
        calls.made(
            call.string("id"),
            call.requiredString("name"),
            args == null ? "{}" : json.writeValueAsString(args),
            canonical(signature),
            content,
            number);
    call.requireAllRead();
    return made;
  }

  private Part response(Fields response) {
    Part.ToolCall call = calls.answered(response.string("id"), response.requiredString("name"));
    if (call == null) {
      throw response.invalid("name", "that of a 'functionCall' before it without a response");
    }
    JsonNode given = response.required("response");
    if (!given.isObject()) {
      throw response.invalid("response", "an object");
    }
    FunctionResult result = FunctionResult.read(json, given);
    List<Part> content = new ArrayList<>();
    content.add(new Part.Text(result.text()));
    for (Fields part : response.objects("parts")) {
      content.add(MediaReader.part(part));
      part.requireAllRead();
    }
    response.requireAllRead();
    return new Part.ToolResult(call.id(), call.name(), content, result.error());
  }

  private static @Nullable String canonical(@Nullable String signature) {
    return signature == null ? null : ThoughtSignature.canonical(signature);
  }
}
