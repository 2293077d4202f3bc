package dev.signalbox.kit.alert;

/**
 * An alert on its way to one recipient.
 *
 * @param eventId the same for every recipient and every attempt
 * @param target the webhook's URL, or the address
 * @param alert the event's data, as JSON
 * @param attempt this one's number, from 1
 */
record Delivery(
    long id, String eventId, Channel channel, String target, String alert, int attempt) {

  /** How it is sent. */
  enum Channel {
    WEBHOOK,
    EMAIL
  }
}
