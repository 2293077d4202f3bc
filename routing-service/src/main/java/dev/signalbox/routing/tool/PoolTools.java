package dev.signalbox.routing.tool;

import dev.signalbox.kit.context.RequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.ToolCallback;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tools of the MCP pool that an agent may call. A pool that is down, slow or empty means that
 * tools are missing, never a failed answer.
 */
public final class PoolTools {

  private static final Logger LOG = LoggerFactory.getLogger(PoolTools.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Models choose badly among more, and some providers refuse them. */
  private static final int MAX_TOOLS = 64;

  private final McpPool pool;
  private final Clock clock;
  private final Duration patience;
  private final Duration remembered;
  private final int maxResultCharacters;
  private final Map<String, Listed> listed = new ConcurrentHashMap<>();
  private volatile Known known = new Known(Set.of(), Instant.MIN);

  /**
   * @param patience how long an answer waits to learn its tools
   * @param remembered for how long the pool's servers and their tools, or their absence, are
   *     remembered
   * @param maxResultCharacters how much of a result goes to the model
   */
  public PoolTools(
      McpPool pool, Clock clock, Duration patience, Duration remembered, int maxResultCharacters) {
    this.pool = pool;
    this.clock = clock;
    this.patience = patience;
    this.remembered = remembered;
    this.maxResultCharacters = maxResultCharacters;
  }

  private record Known(Set<String> servers, Instant asOf) {}

  /** The tools of a server; none if they could not be listed. */
  private record Listed(@Nullable List<McpPool.Described> tools, Instant asOf) {}

  /**
   * Tools offered to a model.
   *
   * @param missing the servers whose tools the agent is to have, but not all of which are there
   */
  public record Offer(List<Tool> tools, List<String> missing) {
    static final Offer NONE = new Offer(List.of(), List.of());

    public Offer {
      tools = List.copyOf(tools);
      missing = List.copyOf(missing);
    }

    /** The same for Spring AI. */
    public List<ToolCallback> callbacks() {
      return List.copyOf(tools);
    }

    /** The tool of that name, as the model calls it. */
    public @Nullable Tool find(String offeredName) {
      return tools.stream()
          .filter(tool -> tool.getToolDefinition().name().equals(offeredName))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * What a tool answered.
   *
   * @param error whether it failed; then the content says why, for the model to read
   */
  public record Result(boolean error, String content) {

    /** A call that failed. */
    public static Result failed(String why) {
      return new Result(true, why);
    }
  }

  /** What a model wants to call a tool with; an empty object when it is not JSON. */
  public static JsonNode arguments(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /**
   * The tools of those of the agent's servers that the pool has. To be called on the request's
   * thread.
   */
  public Offer offer(List<String> wanted) {
    RequestContext context = RequestContext.current();
    if (wanted.isEmpty() || context == null) {
      return Offer.NONE;
    }
    try {
      return new RequestContext(context.requestId(), context.deadline().atMost(patience, clock))
          .call(() -> ask(wanted));
    } catch (Exception e) {
      LOG.warn("No tools for this answer: {}", e.toString());
      known = new Known(Set.of(), clock.instant());
      return new Offer(List.of(), wanted);
    }
  }

  private Offer ask(List<String> wanted) {
    List<Tool> tools = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Set<String> there = servers();
    for (String server : new LinkedHashSet<>(wanted)) {
      List<McpPool.Described> described = there.contains(server) ? tools(server) : null;
      if (described == null || tools.size() + described.size() > MAX_TOOLS) {
        missing.add(server);
      }
      if (described != null) {
        described.forEach(tool -> add(new Tool(pool, server, tool, maxResultCharacters), tools));
      }
    }
    return new Offer(tools, missing);
  }

  private static void add(Tool tool, List<Tool> tools) {
    if (tools.size() < MAX_TOOLS
        && tools.stream().noneMatch(other -> other.offeredName().equals(tool.offeredName()))) {
      tools.add(tool);
    }
  }

  private Set<String> servers() {
    Known current = known;
    if (!isFresh(current.asOf())) {
      current = new Known(pool.servers(), clock.instant());
      known = current;
      listed.keySet().retainAll(current.servers());
    }
    return current.servers();
  }

  private @Nullable List<McpPool.Described> tools(String server) {
    Listed current = listed.get(server);
    if (current == null || !isFresh(current.asOf())) {
      current = new Listed(list(server), clock.instant());
      listed.put(server, current);
    }
    return current.tools();
  }

  private @Nullable List<McpPool.Described> list(String server) {
    try {
      return pool.tools(server);
    } catch (RuntimeException e) {
      LOG.warn("The tools of {} are left out for now: {}", server, e.toString());
      return null;
    }
  }

  private boolean isFresh(Instant asOf) {
    Instant now = clock.instant();
    return !now.isBefore(asOf) && now.isBefore(asOf.plus(remembered));
  }
}
