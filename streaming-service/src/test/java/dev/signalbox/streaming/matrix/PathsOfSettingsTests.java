package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider cannot be told is named as the client's protocol calls it. */
class PathsOfSettingsTests {

  @ParameterizedTest
  @CsvSource({
    "OPENAI_CHAT,reasoning,reasoning_effort",
    "OPENAI_CHAT,seed,seed",
    "OPENAI_RESPONSES,response_format,text.format",
    "OPENAI_RESPONSES,reasoning,reasoning.effort",
    "ANTHROPIC_MESSAGES,stop,stop_sequences",
    "ANTHROPIC_MESSAGES,response_format,output_config.format",
    "ANTHROPIC_MESSAGES,parallel_tool_calls,tool_choice.disable_parallel_tool_use",
    "COHERE_CHAT,top_k,k",
    "COHERE_CHAT,seed,seed",
    "GEMINI,frequency_penalty,generationConfig.frequencyPenalty",
    "GEMINI,presence_penalty,generationConfig.presencePenalty",
    "GEMINI,seed,generationConfig.seed",
    "GEMINI,stop,generationConfig.stopSequences",
    "GEMINI,temperature,generationConfig.temperature",
    "GEMINI,top_k,generationConfig.topK",
    "GEMINI,response_format,generationConfig.responseMimeType",
    "GEMINI,reasoning,generationConfig.thinkingConfig",
    "GEMINI,tool_choice,toolConfig.functionCallingConfig",
    "BEDROCK_CONVERSE,stop,inferenceConfig.stopSequences",
    "BEDROCK_CONVERSE,temperature,inferenceConfig.temperature",
    "BEDROCK_CONVERSE,top_k,additionalModelRequestFields.top_k",
    "BEDROCK_CONVERSE,response_format,outputConfig.textFormat",
    "BEDROCK_CONVERSE,reasoning,additionalModelRequestFields.thinking",
    "BEDROCK_CONVERSE,tools,toolConfig.tools",
    "BEDROCK_CONVERSE,tool_choice,toolConfig.toolChoice"
  })
  void aSettingHasItsPlaceInEachProtocol(Protocol protocol, String setting, String path) {
    assertThat(InterleavedCallsTests.PROTOCOLS.of(protocol).pathOf(setting)).isEqualTo(path);
  }

  @Test
  void theMessageNamesItToo() {
    InexpressibleException named = InexpressibleException.of("seed").named("generationConfig.seed");

    assertThat(named.field()).isEqualTo("generationConfig.seed");
    assertThat(named)
        .hasMessage("'generationConfig.seed' has no counterpart in the protocol of this model.");
  }
}
