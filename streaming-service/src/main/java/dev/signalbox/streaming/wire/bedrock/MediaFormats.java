package dev.signalbox.streaming.wire.bedrock;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converse's names of the formats of images, documents and sounds, and their media types. */
final class MediaFormats {

  static final MediaFormats IMAGES =
      new MediaFormats(
          Map.of(
              "png", "image/png",
              "jpeg", "image/jpeg",
              "gif", "image/gif",
              "webp", "image/webp"),
          Map.of("image/jpg", "jpeg"));

  static final MediaFormats DOCUMENTS =
      new MediaFormats(
          Map.of(
              "pdf", "application/pdf",
              "csv", "text/csv",
              "doc", "application/msword",
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              "xls", "application/vnd.ms-excel",
              "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "html", "text/html",
              "txt", "text/plain",
              "md", "text/markdown"),
          Map.of());

  static final MediaFormats SOUNDS =
      new MediaFormats(
          Map.of(
              "mp3", "audio/mpeg",
              "wav", "audio/wav",
              "aac", "audio/aac",
              "flac", "audio/flac",
              "ogg", "audio/ogg",
              "opus", "audio/opus",
              "m4a", "audio/m4a",
              "pcm", "audio/pcm",
              "webm", "audio/webm",
              "mp4", "audio/mp4"),
          Map.of("audio/mp3", "mp3", "audio/x-wav", "wav", "audio/wave", "wav"));

  private final Map<String, String> typeByFormat;
  private final Map<String, String> formatByType;

  private MediaFormats(Map<String, String> typeByFormat, Map<String, String> otherTypes) {
    this.typeByFormat = typeByFormat;
    Map<String, String> formats = new HashMap<>(otherTypes);
    typeByFormat.forEach((format, type) -> formats.put(type, format));
    this.formatByType = Map.copyOf(formats);
  }

  /** The media type of a format, null when there is none like it. */
  @Nullable String type(String format) {
    return typeByFormat.get(format);
  }

  /** The format of a media type, null when Converse has none for it. */
  @Nullable String format(String type) {
    return formatByType.get(type);
  }
}
