package dev.signalbox.mcppool.connection;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What a server offers, as it was last read. */
public final class ServerLists {
  private final ToolList tools;
  private final Map<Offer, OfferList> offers = new EnumMap<>(Offer.class);

  ServerLists(Clock clock) {
    this.tools = new ToolList(clock);
    for (Offer offer : Offer.values()) {
      offers.put(offer, new OfferList(offer, clock));
    }
  }

  public ToolList tools() {
    return tools;
  }

  public OfferList of(Offer offer) {
    return Objects.requireNonNull(offers.get(offer));
  }

  /** The server announced a change: {@code notifications/.../list_changed}. */
  void announced(String notification) {
    switch (notification) {
      case "notifications/tools/list_changed" -> tools.changed();
      case "notifications/resources/list_changed" -> {
        of(Offer.RESOURCES).changed();
        of(Offer.RESOURCE_TEMPLATES).changed();
      }
      case "notifications/prompts/list_changed" -> of(Offer.PROMPTS).changed();
      default -> {}
    }
  }

  /** Any may have changed without a word. */
  void changed() {
    tools.changed();
    offers.values().forEach(OfferList::changed);
  }
}
