package dev.signalbox.streaming.provider;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of several places where a provider is reached; what it leaves out is as the provider has it.
 *
 * @param weight its share of the requests beside those of the others
 */
public record EndpointSettings(
    @DefaultValue("") @Pattern(regexp = "|https?://.+", message = "must be a http or https address")
        String baseUrl,
    @DefaultValue("") Secret apiKey,
    @DefaultValue("1") @Min(1) int weight) {}
