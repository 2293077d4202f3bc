package dev.signalbox.registry.agent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where remote agents may live.
 *
 * @param allowPrivateAddresses whether loopback, private and link-local addresses are accepted
 */
@ConfigurationProperties("signalbox.registry.endpoints")
public record EndpointSettings(@DefaultValue("false") boolean allowPrivateAddresses) {}
