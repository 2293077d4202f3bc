package dev.signalbox.mcppool.helpscout;

import dev.signalbox.mcppool.local.TimeLimit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that change something; none of them sends anything to a customer. */
final class WritingTools {
  private final MailboxApi api;

  WritingTools(MailboxApi api) {
    this.api = api;
  }

  /** The conversation's status goes along: a reply without one reopens the conversation. */
  JsonNode draftReply(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    String path = path(arguments);
    JsonNode conversation = api.get(path, Map.of(), limit);
    JsonNode customer = conversation.path("primaryCustomer").path("id");
    if (!customer.isIntegralNumber()) {
      throw new HelpScoutFailure("The conversation has no customer to reply to");
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.putObject("customer").put("id", customer.longValue());
    reply.put("text", arguments.path("text").asString("")).put("draft", true);
    if (conversation.path("status").isString()) {
      reply.put("status", conversation.path("status").stringValue());
    }
    for (String copy : new String[] {"cc", "bcc"}) {
      if (arguments.path(copy).isArray()) {
        reply.set(copy, arguments.path(copy));
      }
    }
    return created("draft", api.post(path + "/reply", reply, limit));
  }

  JsonNode addNote(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    ObjectNode note =
        JsonNodeFactory.instance.objectNode().put("text", arguments.path("text").asString(""));
    return created("note", api.post(path(arguments) + "/notes", note, limit));
  }

  /** The API takes all tags of a conversation at once, so they are read first. */
  JsonNode updateTags(JsonNode arguments, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    String path = path(arguments);
    Set<String> before = new LinkedHashSet<>();
    api.get(path, Map.of(), limit)
        .path("tags")
        .forEach(tag -> before.add(tag.path("tag").asString("")));
    Set<String> after = new LinkedHashSet<>(before);
    arguments.path("remove").forEach(tag -> after.remove(tag.asString("")));
    arguments.path("add").forEach(tag -> after.add(tag.asString("")));
    ObjectNode tags = JsonNodeFactory.instance.objectNode();
    after.forEach(tags.putArray("tags")::add);
    if (!after.equals(before)) {
      api.put(path + "/tags", tags, limit);
    }
    return tags;
  }

  private static String path(JsonNode arguments) {
    return "conversations/" + arguments.path("conversation_id").asLong(0);
  }

  private static JsonNode created(String what, String id) {
    return JsonNodeFactory.instance.objectNode().put("created", what).put("thread_id", id);
  }
}
