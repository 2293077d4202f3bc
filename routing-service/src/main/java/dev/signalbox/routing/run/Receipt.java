package dev.signalbox.routing.run;

/**
 * A message that is stored, with the run that answers it.
 *
 * @param position the message's place in the conversation
 * @param eventId the event that says it was received
 */
record Receipt(
    String conversationId, String messageId, String runId, int position, String eventId) {}
