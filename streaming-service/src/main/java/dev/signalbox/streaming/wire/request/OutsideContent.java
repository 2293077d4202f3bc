package dev.signalbox.streaming.wire.request;

import java.util.Set;

/**
 * Tells by the names of fields whether a model reads or puts out more than the text of the request,
 * whose length then says nothing about how much that is. A name too many costs a larger
 * reservation, no more.
 */
final class OutsideContent {

  private static final Set<String> MEDIA = Set.of("url", "data", "image_url", "file_data", "bytes");

  private static final Set<String> REFERENCES = Set.of("file_id", "fileUri", "file_uri", "uri");

  private static final Set<String> OF_THE_WHOLE =
      Set.of(
          "audio",
          "cachedContent",
          "cached_content",
          "connectors",
          "container",
          "conversation",
          "mcp_servers",
          "modalities",
          "previous_response_id",
          "prompt",
          "responseModalities",
          "response_modalities",
          "web_search_options");

  /** Of Gemini and Bedrock, where a tool's kind is the name of its only field. */
  private static final Set<String> PROVIDERS_TOOLS =
      Set.of(
          "codeExecution",
          "code_execution",
          "computerUse",
          "computer_use",
          "fileSearch",
          "file_search",
          "googleMaps",
          "google_maps",
          "googleSearch",
          "google_search",
          "googleSearchRetrieval",
          "google_search_retrieval",
          "systemTool",
          "urlContext",
          "url_context");

  /** What the types of tools begin with that the client runs. */
  private static final Set<String> CLIENTS_TOOLS =
      Set.of("function", "custom", "bash_", "text_editor_", "computer_", "memory_");

  private OutsideContent() {}

  /** Whether a text under that name is an image or the like, or leads to one. */
  static boolean isMedia(String name) {
    return MEDIA.contains(name);
  }

  /** Whether a text somewhere in a message stands for something that is not in it. */
  static boolean isMeant(String name, String text) {
    return isMedia(name)
        || REFERENCES.contains(name)
        || (name.equals("type") && text.equals("item_reference"));
  }

  /** Whether that setting of a request brings in something from elsewhere. */
  static boolean isBroughtInBy(String setting) {
    return OF_THE_WHOLE.contains(setting);
  }

  /** Whether a tool with that field is the provider's. */
  static boolean isProvidersTool(String field) {
    return PROVIDERS_TOOLS.contains(field);
  }

  /** Whether a tool of that type is the provider's. */
  static boolean isProvidersType(String type) {
    return CLIENTS_TOOLS.stream().noneMatch(type::startsWith);
  }
}
