package dev.signalbox.gateway.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Threads for blocking database work.
 *
 * @param count how many calls run at once
 * @param waiting how many more may wait for a thread
 */
@Validated
@ConfigurationProperties("signalbox.gateway.database-threads")
record DatabaseThreadProperties(
    @DefaultValue("8") @Min(1) @Max(256) int count,
    @DefaultValue("256") @Min(1) @Max(100_000) int waiting) {}
