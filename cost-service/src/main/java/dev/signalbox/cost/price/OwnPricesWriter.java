package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.usage.UsageExtractorFormat;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a catalogue in our own form, the same one always in the same way. */
final class OwnPricesWriter {

  private OwnPricesWriter() {}

  static String write(Catalogue catalogue) {
    StringWriter content = new StringWriter();
    JsonMapper json = JsonMapper.shared();
    try (JsonGenerator writer = json.createGenerator(content)) {
      writer.writeStartObject();
      writer.writeStringProperty("currency", "USD");
      writer.writeArrayPropertyStart("providers");
      for (ProviderPrices provider : catalogue.providers()) {
        json.writeTree(writer, provider(provider));
      }
      writer.writeEndArray();
      writer.writeEndObject();
    }
    return content.toString();
  }

  private static ObjectNode provider(ProviderPrices provider) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("provider", provider.provider());
    provider.aliases().forEach(json.withArray("aliases")::add);
    if (provider.match() != null) {
      json.set("match", NameRuleFormat.write(provider.match()));
    }
    provider.fallbacks().forEach(json.withArray("fallback_providers")::add);
    provider
        .extractors()
        .forEach(
            extractor -> json.withArray("extractors").add(UsageExtractorFormat.write(extractor)));
    json.putArray("models");
    for (ModelPrices model : provider.models()) {
      ObjectNode each = json.withArray("models").addObject();
      each.put("model", model.model()).set("match", NameRuleFormat.write(model.match()));
      model.prices().forEach(price -> each.withArray("prices").add(PriceFormat.write(price)));
    }
    return json;
  }
}
