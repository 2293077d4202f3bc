package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads a record's value as an event; a tombstone is no event but null. */
final class EventDeserializer implements Deserializer<Event> {
  private final EventFormat format;

  EventDeserializer(EventFormat format) {
    this.format = format;
  }

  @Override
  public @Nullable Event deserialize(String topic, byte @Nullable [] data) {
    return data == null ? null : format.read(data);
  }
}
