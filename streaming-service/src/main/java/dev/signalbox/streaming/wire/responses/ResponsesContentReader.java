package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the content of messages and the output of functions. */
final class ResponsesContentReader {

  private ResponsesContentReader() {}

  /** One text, or a list of parts. */
  static List<Part> content(Fields item, String name) {
    JsonNode content = item.value(name);
    if (content != null && content.isString()) {
      return List.of(new Part.Text(content.stringValue()));
    }
    List<Part> parts = new ArrayList<>();
    for (Fields part : item.objects(name)) {
      parts.add(part(part));
      if (part.object("prompt_cache_breakpoint") != null) {
        parts.add(new Part.CacheBreak(null));
      }
      part.requireAllRead();
    }
    return parts;
  }

  private static Part part(Fields part) {
    return switch (part.requiredString("type")) {
      case "input_text" -> new Part.Text(part.requiredString("text"));
      case "output_text" -> {
        // What OpenAI's own tools found, of which the text tells.
        part.ignore("annotations", "logprobs");
        yield new Part.Text(part.requiredString("text"));
      }
      case "refusal" -> new Part.Text(part.requiredString("refusal"));
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" -> audio(part.requiredObject("input_audio"));
      default ->
          throw part.invalid(
              "type", "input_text, input_image, input_file, input_audio, output_text or refusal");
    };
  }

  private static Part image(Fields image) {
    if (image.has("file_id")) {
      throw ResponsesRequestReader.stored(image, "file_id");
    }
    ignoreDetail(image);
    return new Part.Image(media(image, "image_url"));
  }

  private static Part file(Fields file) {
    if (file.has("file_id")) {
      throw ResponsesRequestReader.stored(file, "file_id");
    }
    ignoreDetail(file);
    String name = file.string("filename");
    if (file.has("file_url")) {
      return new Part.Document(media(file, "file_url"), name);
    }
    Media data = media(file, "file_data");
    if (data instanceof Media.Link) {
      throw notData(file, "file_data");
    }
    return new Part.Document(data, name);
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

  /** Others look at everything in full, which is what high and original stand for. */
  private static void ignoreDetail(Fields looked) {
    String detail = looked.string("detail");
    if (!"high".equals(detail) && !"original".equals(detail)) {
      looked.ignoreDefault("detail", "auto");
    }
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
}
