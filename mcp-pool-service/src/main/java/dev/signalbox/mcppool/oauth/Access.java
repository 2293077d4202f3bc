package dev.signalbox.mcppool.oauth;

import java.net.URI;

/** Where tokens for a resource are given, and to whom. */
record Access(String issuer, URI tokenEndpoint, String resource, Client client) {}
