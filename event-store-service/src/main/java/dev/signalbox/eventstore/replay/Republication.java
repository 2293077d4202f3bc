package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.List;

/** Where events are published again. */
public interface Republication {

  /**
   * Makes sure that whoever published this replay before cannot any more, and that there is such a
   * topic.
   */
  Publisher open(String replayId, String topic);

  /** Publishes events of one replay. */
  interface Publisher extends AutoCloseable {

    /**
     * Returns once all are published, in this order.
     *
     * @throws PublicationException if that is not known of all; some may be
     */
    void publish(List<RecordedEvent> events);

    @Override
    void close();
  }

  /** Events could not be published, or somebody else publishes this replay now. */
  final class PublicationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PublicationException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
