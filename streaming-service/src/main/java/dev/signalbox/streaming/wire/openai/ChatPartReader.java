package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the content of messages. */
final class ChatPartReader {

  private ChatPartReader() {}

  /** One text, or a list of parts; nothing when absent. */
  static List<Part> content(Fields message) {
    JsonNode content = message.value("content");
    if (content != null && content.isString()) {
      return List.of(new Part.Text(content.stringValue()));
    }
    List<Part> parts = new ArrayList<>();
    for (Fields part : message.objects("content")) {
      parts.add(part(part));
      Part.CacheBreak cacheBreak = cacheBreak(part);
      if (cacheBreak != null) {
        parts.add(cacheBreak);
      }
      part.requireAllRead();
    }
    return parts;
  }

  private static Part part(Fields part) {
    return switch (part.requiredString("type")) {
      case "text" -> new Part.Text(part.requiredString("text"));
      case "refusal" -> new Part.Text(part.requiredString("refusal"));
      case "image_url" -> image(part.requiredObject("image_url"));
      case "input_audio" -> audio(part.requiredObject("input_audio"));
      case "file" -> document(part.requiredObject("file"));
      default -> throw part.invalid("type", "text, image_url, input_audio, file or refusal");
    };
  }

  private static Part image(Fields image) {
    // Others look at images in full, which is what high stands for.
    if (!"high".equals(image.string("detail"))) {
      image.ignoreDefault("detail", "auto");
    }
    Part.Image read = new Part.Image(media(image, "url"));
    image.requireAllRead();
    return read;
  }

  private static Part audio(Fields audio) {
    String format = audio.requiredString("format");
    if (!format.equals("wav") && !format.equals("mp3")) {
      throw audio.invalid("format", "wav or mp3");
    }
    Part.Audio read =
        new Part.Audio(new Media.Inline("audio/" + format, audio.requiredString("data")));
    audio.requireAllRead();
    return read;
  }

  private static Part document(Fields file) {
    if (file.has("file_id")) {
      throw file.inexpressible("file_id");
    }
    Media data = media(file, "file_data");
    if (data instanceof Media.Link) {
      throw notData(file, "file_data");
    }
    Part.Document read = new Part.Document(data, file.string("filename"));
    file.requireAllRead();
    return read;
  }

  private static Media media(Fields holder, String name) {
    Media media = Media.at(holder.requiredString(name));
    if (media instanceof Media.Link(String url) && url.startsWith("data:")) {
      throw notData(holder, name);
    }
    return media;
  }

  private static InvalidRequestException notData(Fields holder, String name) {
    return holder.invalid(name, "a data URL in base64, as data:application/pdf;base64,JVBERi0");
  }

  /** As OpenAI marks it, or as OpenRouter and others do. */
  static Part.@Nullable CacheBreak cacheBreak(Fields marked) {
    Fields breakpoint = marked.object("prompt_cache_breakpoint");
    if (breakpoint != null) {
      return new Part.CacheBreak(null);
    }
    Fields control = marked.object("cache_control");
    return control == null ? null : new Part.CacheBreak(control.string("ttl"));
  }
}
