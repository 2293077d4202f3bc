package dev.signalbox.kit.sample;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.observability.CurrentTrace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Listens as services do; refuses events of type {@code poison}. */
@Component
class SampleListener {
  private final ConsumedEvents consumed;
  private final CurrentTrace trace;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<String> attempted = new CopyOnWriteArrayList<>();

  record Heard(Event event, @Nullable String traceparent) {}

  SampleListener(ConsumedEvents consumed, CurrentTrace trace) {
    this.consumed = consumed;
    this.trace = trace;
  }

  @KafkaListener(topics = Topics.RUNS, groupId = "kit-sample", containerFactory = "eventListeners")
  void on(Event event) {
    attempted.add(event.id());
    if (event.type().equals("poison")) {
      throw new IllegalArgumentException("poison");
    }
    consumed.once("kit-sample", event, () -> heard.add(new Heard(event, trace.traceparent())));
  }

  List<Heard> heard(String subject) {
    return heard.stream().filter(one -> one.event().subject().equals(subject)).toList();
  }

  long attempts(String eventId) {
    return attempted.stream().filter(eventId::equals).count();
  }
}
