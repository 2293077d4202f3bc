package dev.signalbox.cost.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PromptTests {

  @Test
  void readsTheTextsOfOpenAiAndLeavesOutWhatIsNotReadToTheModel() {
    Prompt prompt =
        prompt(
            """
            {"messages": [
               {"role": "system", "content": "Be brief."},
               {"role": "user", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                  {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}}]},
               {"role": "assistant", "content": null, "tool_calls": [
                  {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}]},
               {"role": "tool", "tool_call_id": "call_1", "content": "a cat"}],
             "tools": [{"type": "function", "function": {"name": "look", "description": "Looks."}}]}
            """);

    assertThat(prompt.texts())
        .containsExactly("Be brief.", "What is this?", "look", "{}", "a cat", "look", "Looks.");
    assertThat(prompt.messages()).isEqualTo(4);
    assertThat(prompt.images()).isEqualTo(1);
    assertThat(prompt.uncounted()).containsExactly("messages[1].content[2]");
  }

  @Test
  void readsAnthropicsBlocksAndTheirCache() {
    Prompt prompt =
        prompt(
            """
            {"system": [{"type": "text", "text": "Rules", "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
             "messages": [{"role": "user", "content": [
               {"type": "tool_result", "tool_use_id": "x", "content": [{"type": "text", "text": "42"}]},
               {"type": "document", "source": {"type": "base64", "data": "AAAA"}},
               {"type": "image", "source": {"type": "base64", "data": "AAAA"}}]}]}
            """);

    assertThat(prompt.texts()).containsExactly("Rules", "42");
    assertThat(prompt.hourlyCache()).isTrue();
    assertThat(prompt.images()).isEqualTo(1);
    assertThat(prompt.uncounted()).containsExactly("messages[0].content[1]");
  }

  @Test
  void readsGeminisPartsAndPlainTexts() {
    Prompt gemini =
        prompt(
            """
            {"contents": [{"role": "user", "parts": [
              {"text": "Hello"}, {"inlineData": {"mimeType": "audio/wav", "data": "AAAA"}}]}]}
            """);
    Prompt plain = prompt("{\"input\": \"Hello\"}");

    assertThat(gemini.texts()).containsExactly("Hello");
    assertThat(gemini.uncounted()).containsExactly("contents[0].parts[1].inlineData");
    assertThat(gemini.hourlyCache()).isFalse();
    assertThat(plain.texts()).containsExactly("Hello");
    assertThat(plain.messages()).isZero();
  }

  @Test
  void whatIsNestedWithoutEndIsNotFollowed() {
    Prompt prompt = prompt("{\"input\": " + "[".repeat(200) + "\"deep\"" + "]".repeat(200) + "}");

    assertThat(prompt.texts()).isEmpty();
    assertThat(prompt.uncounted()).hasSize(1);
  }

  private static Prompt prompt(String json) {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    JsonMapper.shared()
        .readTree(json)
        .properties()
        .forEach(part -> parts.put(part.getKey(), part.getValue()));
    return Prompt.of(parts);
  }
}
