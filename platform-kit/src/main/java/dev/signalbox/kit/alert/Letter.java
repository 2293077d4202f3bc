package dev.signalbox.kit.alert;

/** What an e-mail says of an alert. */
public record Letter(String subject, String text) {}
