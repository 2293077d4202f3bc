package dev.signalbox.mcppool.helpscout;

import dev.signalbox.mcppool.local.TimeLimit;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that change nothing. */
final class ReadingTools {
  private static final int MOST_PAGES = 8;

  private final MailboxApi api;

  ReadingTools(MailboxApi api) {
    this.api = api;
  }

  JsonNode mailboxes(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    return list("mailboxes", "mailboxes", arguments, Map.of(), limit);
  }

  JsonNode tags(JsonNode arguments, TimeLimit limit) throws HelpScoutFailure, InterruptedException {
    return list("tags", "tags", arguments, Map.of(), limit);
  }

  /** Without a status Help Scout lists the active ones only. */
  JsonNode conversations(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    Map<String, String> query = new HashMap<>();
    query.put("status", arguments.path("status").asString("all"));
    take(arguments, "query", query, "query");
    take(arguments, "mailbox_id", query, "mailbox");
    take(arguments, "tag", query, "tag");
    take(arguments, "assigned_to", query, "assigned_to");
    take(arguments, "number", query, "number");
    take(arguments, "modified_since", query, "modifiedSince");
    take(arguments, "sort_field", query, "sortField");
    take(arguments, "sort_order", query, "sortOrder");
    return list("conversations", "conversations", arguments, query, limit);
  }

  JsonNode conversation(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    String path = "conversations/" + arguments.path("conversation_id").asLong(0);
    ObjectNode conversation = (ObjectNode) Hal.plain(api.get(path, Map.of(), limit));
    return conversation.setAll(list("threads", path + "/threads", arguments, Map.of(), limit));
  }

  JsonNode customers(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    Map<String, String> query = new HashMap<>();
    take(arguments, "query", query, "query");
    take(arguments, "first_name", query, "firstName");
    take(arguments, "last_name", query, "lastName");
    take(arguments, "mailbox_id", query, "mailbox");
    if (arguments.path("email").isString()) {
      String email = arguments.path("email").stringValue().replaceAll("[\"\\\\]", "");
      query.put("query", "(email:\"%s\")".formatted(email));
    }
    return list("customers", "customers", arguments, query, limit);
  }

  JsonNode customer(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    return Hal.plain(
        api.get("customers/" + arguments.path("customer_id").asLong(0), Map.of(), limit));
  }

  private ObjectNode list(
      String relation,
      String path,
      JsonNode arguments,
      Map<String, String> filters,
      TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    Map<String, String> query = new HashMap<>(filters);
    query.put("page", Integer.toString(Math.max(1, arguments.path("page").asInt(1))));
    int pages = Math.clamp(arguments.path("pages").asInt(1), 1, MOST_PAGES);
    MailboxApi.Pages read = api.pages(path, query, relation, pages, limit);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    read.items().forEach(item -> items.add(Hal.plain(item)));
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.set(relation, items);
    result.put("total", read.total());
    if (read.nextPage() > 0) {
      result.put("next_page", read.nextPage());
    }
    return result;
  }

  private static void take(
      JsonNode arguments, String argument, Map<String, String> query, String parameter) {
    String value = arguments.path(argument).asString("");
    if (!value.isBlank()) {
      query.put(parameter, value);
    }
  }
}
