package dev.signalbox.routing.classifier;

/** A skill of an agent: a class of the classifier. */
record SkillKey(String agentId, String skill) {}
