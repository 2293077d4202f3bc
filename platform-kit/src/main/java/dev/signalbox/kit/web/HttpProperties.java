package dev.signalbox.kit.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the service takes over HTTP.
 *
 * @param maxBody the largest request body
 * @param defaultDeadline how long a request may take that comes without a deadline
 * @param maxDeadline how far away a deadline may be at most
 */
@ConfigurationProperties("signalbox.http")
public record HttpProperties(
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("120s") Duration defaultDeadline,
    @DefaultValue("600s") Duration maxDeadline) {}
