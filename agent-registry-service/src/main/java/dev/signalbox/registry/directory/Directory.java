package dev.signalbox.registry.directory;

import dev.signalbox.registry.agent.AgentFilter;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.Profile;
import dev.signalbox.registry.agent.RankedAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The catalogue of agents at work, for those who look for one. */
@Service
public class Directory {

  private static final int MOST_ENTRIES = 1_000;
  private static final int AT_A_TIME = 200;
  private static final int MOST_QUERIES = 5;

  private final Agents agents;
  private final DirectorySettings settings;

  Directory(Agents agents, DirectorySettings settings) {
    this.agents = agents;
    this.settings = settings;
  }

  /** What this place is called. */
  public String displayName() {
    return settings.displayName();
  }

  /** All agents at work that may be seen, up to a thousand. */
  public List<CatalogEntry> entries(@Nullable Set<String> granted) {
    AgentFilter filter = AgentFilter.with(AgentStatus.ACTIVE, granted);
    List<CatalogEntry> entries = new ArrayList<>();
    String after = null;
    List<RegisteredAgent> page;
    do {
      page = agents.page(filter, after, AT_A_TIME);
      page.forEach(agent -> entries.add(entry(agent)));
      after = page.isEmpty() ? after : page.getLast().agentId();
    } while (page.size() == AT_A_TIME && entries.size() < MOST_ENTRIES);
    return entries;
  }

  /**
   * Agents at work that fit some of the words, those that fit best first.
   *
   * @param types the types of entries that are wanted; null for all
   */
  public List<CatalogEntry> search(
      String text, @Nullable Set<String> types, @Nullable Set<String> granted, int from, int most) {
    if (types != null && !types.contains(CatalogEntry.AGENT_CARD)) {
      return List.of();
    }
    String source = settings.url("/");
    return agents.ranked(text, granted, from, most).stream()
        .map(
            (RankedAgent ranked) ->
                entry(ranked.agent()).found((int) Math.round(ranked.relevance() * 100), source))
        .toList();
  }

  private CatalogEntry entry(RegisteredAgent agent) {
    Profile profile = agent.definition().profile();
    List<String> queries =
        profile.skills().stream()
            .flatMap(skill -> skill.examples().stream())
            .limit(MOST_QUERIES)
            .toList();
    return new CatalogEntry(
        "urn:air:%s:agents:%s".formatted(settings.publisher(), agent.agentId()),
        profile.name(),
        CatalogEntry.AGENT_CARD,
        settings.url("/api/v1/agents/%s/card".formatted(agent.agentId())),
        profile.description(),
        profile.tags(),
        profile.capabilities(),
        queries.size() < 2 ? null : queries,
        agent.version() + ".0.0",
        agent.updatedAt(),
        null,
        null);
  }
}
