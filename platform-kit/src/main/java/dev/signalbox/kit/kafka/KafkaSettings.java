package dev.signalbox.kit.kafka;

import java.util.Map;

/**
 * The properties for clients of the platform's Kafka.
 *
 * @param producer what a producer is made with
 * @param consumer what a consumer is made with
 * @param admin what an administrative client is made with
 */
public record KafkaSettings(
    Map<String, Object> producer, Map<String, Object> consumer, Map<String, Object> admin) {}
