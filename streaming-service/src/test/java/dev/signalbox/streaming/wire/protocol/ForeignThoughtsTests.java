package dev.signalbox.streaming.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ForeignThoughtsTests {

  private final JsonMapper json = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // A thought of another provider goes, its own stays.
        "OPENAI_RESPONSES|{\"input\":[{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"anthropic_messages:e1\"},{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gAAA\"},{\"role\":\"user\",\"content\":\"Hi\"}],\"x\":1.50}"
            + "|{\"input\":[{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gAAA\"},{\"role\":\"user\",\"content\":\"Hi\"}],\"x\":1.50}",
        // Its own comes back without the mark that another protocol's client kept with it.
        "OPENAI_RESPONSES|{\"input\":[{\"type\":\"reasoning\",\"encrypted_content\":\"openai_responses:gAAA\"}]}"
            + "|{\"input\":[{\"type\":\"reasoning\",\"encrypted_content\":\"gAAA\"}]}",
        "ANTHROPIC_MESSAGES|{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"gemini:a\"},{\"type\":\"redacted_thinking\",\"data\":\"openai_chat:b\"},{\"type\":\"text\",\"text\":\"a\"}]}]}"
            + "|{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}]}",
        // A message that said nothing else goes too.
        "ANTHROPIC_MESSAGES|{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"gemini:a\"}]}]}"
            + "|{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
        "BEDROCK_CONVERSE|{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"gemini:a\"}}},{\"text\":\"a\"}]}]}"
            + "|{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"}]}]}",
        "OPENAI_CHAT|{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"cohere_chat:d\"}]}]}"
            + "|{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_details\":[]}]}",
        // The call stays, without the signature.
        "OPENAI_CHAT|{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"extra_content\":{\"google\":{\"thought_signature\":\"gemini:s\"}}}]}]}"
            + "|{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"extra_content\":{\"google\":{}}}]}]}"
      })
  void whatAnotherProviderMadeGoes(Protocol protocol, String body, String expected) {
    assertThat(json.readTree(removed(protocol, body))).isEqualTo(json.readTree(expected));
  }

  @Test
  void whatGeminisClientsKeepWrappedIsFound() {
    String body =
        """
        {"contents":[{"role":"model","parts":[
          {"text":"hm","thought":true,"thoughtSignature":"%s"},
          {"text":"","thought":true,"thoughtSignature":"%s"},
          {"text":"I look.","thoughtSignature":"%s"},
          {"functionCall":{"name":"f","args":{}},"thoughtSignature":"%s"},
          {"functionCall":{"name":"g","args":{}},"thoughtSignature":"CiQB"}]}]}"""
            .formatted(
                wrapped("anthropic_messages:EqQB"),
                wrapped("redacted:anthropic_messages:EmwK"),
                wrapped("openai_responses:gAAA"),
                wrapped("bedrock_converse:c2ln"));

    assertThat(json.readTree(removed(Protocol.GEMINI, body)))
        .isEqualTo(
            json.readTree(
                """
                {"contents":[{"role":"model","parts":[
                  {"text":"I look."},
                  {"functionCall":{"name":"f","args":{}},"thoughtSignature":"skip_thought_signature_validator"},
                  {"functionCall":{"name":"g","args":{}},"thoughtSignature":"CiQB"}]}]}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[{\"role\":\"user\",\"content\":\"gemini: is that you?\"}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"gemini:a\"}]}],\"temperature\": 1.0}",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"EqQB\"}]}]}",
        // A file that begins with the word.
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"data\":\"Z2VtaW5pOiBhIHRleHQ=\"}}]}]}",
        "{ \"messages\" : [] }"
      })
  void everythingElseGoesThroughToTheByte(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(ForeignThoughts.removed(Protocol.ANTHROPIC_MESSAGES, bytes)).isSameAs(bytes);
  }

  private static String removed(Protocol protocol, String body) {
    return new String(
        ForeignThoughts.removed(protocol, body.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  private static String wrapped(String canonical) {
    return Base64.getEncoder().encodeToString(canonical.getBytes(StandardCharsets.UTF_8));
  }
}
