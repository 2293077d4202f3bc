package dev.signalbox.registry.catalogue;

import dev.signalbox.registry.agent.AgentDocument;
import java.util.List;

/**
 * The agents that come with the service.
 *
 * @param version goes up by one with every change of the content
 */
record Catalogue(int version, List<AgentDocument> agents) {

  Catalogue {
    if (version < 1) {
      throw new IllegalArgumentException("a catalogue's version starts at 1");
    }
    agents = List.copyOf(agents);
  }
}
