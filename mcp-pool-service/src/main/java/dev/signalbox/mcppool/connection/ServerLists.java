package dev.signalbox.mcppool.connection;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What a server offers, as it was last read. */
public final class ServerLists {
  private final Consumer<AnnouncedList> told;
  private final ToolList tools;
  private final Map<Offer, OfferList> offers = new EnumMap<>(Offer.class);

  ServerLists(Clock clock) {
    this(clock, list -> {});
  }

  /**
   * Nothing was read yet.
   *
   * @param told which of them the server announced to be others; may not wait
   */
  ServerLists(Clock clock, Consumer<AnnouncedList> told) {
    this.told = told;
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
    AnnouncedList.announcedBy(notification).ifPresent(this::announced);
  }

  private void announced(AnnouncedList list) {
    switch (list) {
      case TOOLS -> tools.changed();
      case RESOURCES -> {
        of(Offer.RESOURCES).changed();
        of(Offer.RESOURCE_TEMPLATES).changed();
      }
      case PROMPTS -> of(Offer.PROMPTS).changed();
    }
    told.accept(list);
  }

  /** Any may have changed without a word. */
  void changed() {
    tools.changed();
    offers.values().forEach(OfferList::changed);
  }
}
