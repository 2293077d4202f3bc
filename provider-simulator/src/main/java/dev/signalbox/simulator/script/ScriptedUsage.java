package dev.signalbox.simulator.script;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a turn says about its tokens. */
public sealed interface ScriptedUsage {

  /** As counted. */
  ScriptedUsage COUNTED = new Counted(Map.of());

  /** As counted, but for these buckets; each protocol writes them in its own way. */
  record Counted(Map<Bucket, Integer> instead) implements ScriptedUsage {}

  /** This object as it is, whatever the protocol. */
  record AsGiven(JsonNode object) implements ScriptedUsage {}

  /** Nothing. */
  record None() implements ScriptedUsage {}
}
