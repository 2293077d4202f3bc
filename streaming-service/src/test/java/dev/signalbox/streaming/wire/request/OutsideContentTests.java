package dev.signalbox.streaming.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.RequestBounds;
import dev.signalbox.streaming.wire.anthropic.MessagesProtocol;
import dev.signalbox.streaming.wire.bedrock.ConverseProtocol;
import dev.signalbox.streaming.wire.cohere.CohereProtocol;
import dev.signalbox.streaming.wire.gemini.GeminiProtocol;
import dev.signalbox.streaming.wire.openai.ChatProtocol;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.responses.ResponsesProtocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Where the length of a request bounds what the model reads, and where it does not. */
class OutsideContentTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "chat|{'messages':[{'content':'What is at https://example.com?'}]}",
        "chat|{'messages':[{'content':'x'}],'modalities':null,'tools':[{'type':'function','function':"
            + "{'name':'f','parameters':{'type':'object','properties':{'url':{'type':'string'}}}}}]}",
        "responses|{'input':'x','previous_response_id':null,'tools':[{'type':'function','name':'f',"
            + "'parameters':{'type':'object'}},{'type':'custom','name':'g'}]}",
        "messages|{'messages':[{'content':'x'}],'tools':[{'name':'f','input_schema':{'type':'object'}},"
            + "{'type':'bash_20250124','name':'bash'}]}",
        "gemini|{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f',"
            + "'parameters':{'type':'OBJECT'}}]}]}",
        "cohere|{'messages':[{'content':'x'}],'tools':[{'type':'function','function':{'name':'f'}}]}",
        "bedrock|{'messages':[{'content':[{'text':'x'}]}],'toolConfig':{'tools':[{'toolSpec':"
            + "{'name':'f','inputSchema':{'json':{'type':'object'}}}}]}}"
      })
  void theTextIsAllThereIs(String protocol, String body) {
    assertThat(bounds(protocol, body).selfContained()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "chat|{'messages':[{'content':[{'type':'image_url','image_url':{'url':'https://a.example/a'}}]}]}",
        "chat|{'messages':[{'content':[{'type':'file','file':{'file_id':'f1'}}]}]}",
        "chat|{'messages':[{'content':'x'}],'modalities':['text','audio']}",
        "chat|{'messages':[{'content':'x'}],'web_search_options':{}}",
        "responses|{'input':'x','previous_response_id':'resp_1'}",
        "responses|{'input':'x','conversation':{'id':'conv_1'}}",
        "responses|{'input':[{'type':'item_reference','id':'i'}]}",
        "responses|{'input':'x','tools':[{'type':'web_search'}]}",
        "messages|{'messages':[{'content':[{'type':'document','source':{'type':'file','file_id':'f'}}]}]}",
        "messages|{'messages':[{'content':'x'}],'tools':[{'type':'web_search_20250305','name':'s'}]}",
        "messages|{'messages':[{'content':'x'}],'mcp_servers':[{'url':'https://a.example'}]}",
        "gemini|{'contents':[{'parts':[{'inlineData':{'data':'AA=='}}]}]}",
        "gemini|{'contents':[{'parts':[{'fileData':{'fileUri':'gs://a'}}]}]}",
        "gemini|{'contents':[{'parts':[{'text':'x'}]}],'cachedContent':'cachedContents/1'}",
        "gemini|{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'googleSearch':{}}]}",
        "gemini|{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'responseModalities':['AUDIO']}}",
        "cohere|{'messages':[{'content':[{'type':'image_url','image_url':{'url':'https://a.example'}}]}]}",
        "bedrock|{'messages':[{'content':[{'image':{'source':{'bytes':'AA=='}}}]}]}",
        "bedrock|{'messages':[{'content':[{'image':{'source':{'s3Location':{'uri':'s3://a'}}}}]}]}",
        "bedrock|{'messages':[{'content':[{'text':'x'}]}],'toolConfig':{'tools':[{'systemTool':"
            + "{'name':'nova_grounding'}}]}}"
      })
  void thereIsMoreThanTheText(String protocol, String body) {
    assertThat(bounds(protocol, body).selfContained()).isFalse();
  }

  private static RequestBounds bounds(String name, String body) {
    WireProtocol protocol =
        switch (name) {
          case "chat" -> new ChatProtocol(JSON);
          case "responses" -> new ResponsesProtocol(JSON);
          case "messages" -> new MessagesProtocol(JSON);
          case "gemini" -> new GeminiProtocol(JSON);
          case "cohere" -> new CohereProtocol(JSON);
          default -> new ConverseProtocol(JSON);
        };
    Addressed addressed =
        name.equals("gemini") || name.equals("bedrock")
            ? new Addressed.InPath("m", false)
            : new Addressed.InBody();
    String named =
        addressed instanceof Addressed.InBody ? body.replaceFirst("\\{", "{'model':'m',") : body;
    return protocol
        .read(named.replace('\'', '"').getBytes(StandardCharsets.UTF_8), addressed)
        .bounds();
  }
}
