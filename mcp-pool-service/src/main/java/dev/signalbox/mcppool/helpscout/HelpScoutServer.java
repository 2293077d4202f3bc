package dev.signalbox.mcppool.helpscout;

import dev.signalbox.mcppool.local.LocalServer;
import dev.signalbox.mcppool.local.LocalServerFailed;
import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.local.ToolResults;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Help Scout as a tool server. It sends nothing to a customer: replies stay drafts. */
public final class HelpScoutServer implements LocalServer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<ObjectNode> TOOLS = definitions();

  private final AccessTokens tokens;
  private final Map<String, Tool> tools;

  /** What a tool does; an object. */
  interface Tool {
    JsonNode run(JsonNode arguments, TimeLimit limit) throws HelpScoutFailure, InterruptedException;
  }

  /**
   * @param apiUrl with a slash at its end
   */
  public HelpScoutServer(HttpCalls http, URI apiUrl, String clientId, String clientSecret) {
    this(http, apiUrl, clientId, clientSecret, time -> Thread.sleep(time));
  }

  HelpScoutServer(HttpCalls http, URI apiUrl, String clientId, String clientSecret, Pause pause) {
    this.tokens = new AccessTokens(http, apiUrl.resolve("oauth2/token"), clientId, clientSecret);
    MailboxApi api = new MailboxApi(http, apiUrl, tokens, pause);
    ReadingTools reading = new ReadingTools(api);
    WritingTools writing = new WritingTools(api);
    this.tools =
        Map.of(
            "list_mailboxes", reading::mailboxes,
            "search_conversations", reading::conversations,
            "get_conversation", reading::conversation,
            "search_customers", reading::customers,
            "get_customer", reading::customer,
            "list_tags", reading::tags,
            "draft_reply", writing::draftReply,
            "add_note", writing::addNote,
            "update_tags", writing::updateTags);
  }

  @Override
  public String name() {
    return "help-scout";
  }

  @Override
  public List<ObjectNode> tools() {
    return TOOLS;
  }

  @Override
  public void open(TimeLimit limit) throws LocalServerFailed, InterruptedException {
    try {
      String unused = tokens.get(limit);
    } catch (HelpScoutFailure failure) {
      throw new LocalServerFailed(failure.reason());
    }
  }

  @Override
  public ObjectNode call(String tool, JsonNode arguments, TimeLimit limit)
      throws InterruptedException {
    try {
      return ToolResults.structured(Objects.requireNonNull(tools.get(tool)).run(arguments, limit));
    } catch (HelpScoutFailure failure) {
      return ToolResults.error(failure.reason());
    }
  }

  private static List<ObjectNode> definitions() {
    try (InputStream file = HelpScoutServer.class.getResourceAsStream("tools.json")) {
      List<ObjectNode> definitions = new ArrayList<>();
      for (JsonNode definition : JSON.readTree(Objects.requireNonNull(file))) {
        definitions.add((ObjectNode) definition);
      }
      return List.copyOf(definitions);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
