package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import org.apache.kafka.common.serialization.Serializer;

/** Writes an event as a record's value. */
final class EventSerializer implements Serializer<Event> {
  private final EventFormat format;

  EventSerializer(EventFormat format) {
    this.format = format;
  }

  @Override
  public byte[] serialize(String topic, Event event) {
    return format.write(event);
  }
}
