package dev.signalbox.simulator.script;

import java.util.List;

/**
 * A request as the scripts see it, whatever protocol it came in.
 *
 * @param model as the client named it
 * @param instructions the system prompts, joined
 * @param lastUserText what the user said last, empty if nothing
 * @param userMessages how often the user has spoken
 * @param answersSoFar how often the assistant has spoken since the user last did
 * @param toolResults results of tools since the user last spoke
 * @param toolsOffered names of the tools the model may call; empty when it must not
 * @param wantsJson whether the answer is to be a JSON object
 */
public record Prompt(
    String model,
    String instructions,
    String lastUserText,
    int userMessages,
    int answersSoFar,
    List<String> toolResults,
    List<String> toolsOffered,
    boolean wantsJson) {}
