package dev.signalbox.routing.web;

import java.util.List;

/** What agents were shown, in the order in which they were to answer. */
record RelayDocuments(List<RelayDocument> data) {}
