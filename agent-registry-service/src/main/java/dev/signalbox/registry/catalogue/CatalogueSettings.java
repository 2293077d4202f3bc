package dev.signalbox.registry.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Which catalogue is brought in at start-up.
 *
 * @param enabled whether one is brought in at all
 * @param location where it is
 */
@ConfigurationProperties("signalbox.registry.catalogue")
record CatalogueSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("classpath:catalogue/agents.json") Resource location) {}
