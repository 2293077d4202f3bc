package dev.signalbox.mcppool.openapi;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * REST APIs as tools.
 *
 * @param maxDocument how long a document may be
 * @param maxOperations operations of one document
 * @param maxResult how much of an answer is handed on; the rest is cut off
 */
@Validated
@ConfigurationProperties("signalbox.mcp.openapi")
public record OpenApiProperties(
    @DefaultValue("2MB") DataSize maxDocument,
    @DefaultValue("500") @Min(1) @Max(2000) int maxOperations,
    @DefaultValue("256KB") DataSize maxResult) {}
