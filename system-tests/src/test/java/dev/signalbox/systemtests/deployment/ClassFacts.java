package dev.signalbox.systemtests.deployment;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.constantpool.IntegerEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What compiled classes and Spring's metadata say, without loading or running anything. */
final class ClassFacts {

  private static final String CONFIGURATION =
      "Lorg/springframework/boot/context/properties/ConfigurationProperties;";

  private ClassFacts() {}

  /** The properties of every configuration record: prefix, and component names in kebab case. */
  static Set<String> properties(Map<String, byte[]> classes) {
    Set<String> properties = new HashSet<>();
    for (byte[] bytes : classes.values()) {
      ClassModel model = ClassFile.of().parse(bytes);
      String prefix = prefix(model);
      if (prefix != null) {
        collect(prefix, model, classes, properties);
      }
    }
    return properties;
  }

  static Set<String> metadata(byte[] json) {
    Set<String> names = new HashSet<>();
    for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
      names.add(property.path("name").asString());
    }
    return names;
  }

  static Set<String> strings(Collection<byte[]> classes) {
    Set<String> strings = new HashSet<>();
    for (byte[] bytes : classes) {
      for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
        if (entry instanceof StringEntry text) {
          strings.add(text.stringValue());
        }
      }
    }
    return strings;
  }

  static List<Integer> numbers(Collection<byte[]> classes) {
    List<Integer> numbers = new ArrayList<>();
    for (byte[] bytes : classes) {
      ClassModel model = ClassFile.of().parse(bytes);
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof IntegerEntry number) {
          numbers.add(number.intValue());
        }
      }
      numbers.addAll(pushed(model));
    }
    return numbers;
  }

  private static List<Integer> pushed(ClassModel model) {
    return model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .flatMap(
            element ->
                element instanceof ConstantInstruction constant
                        && constant.constantValue() instanceof Number number
                    ? Stream.of(number.intValue())
                    : Stream.<Integer>empty())
        .toList();
  }

  private static void collect(
      String prefix, ClassModel model, Map<String, byte[]> classes, Set<String> properties) {
    for (RecordComponentInfo component :
        model
            .findAttribute(Attributes.record())
            .map(record -> record.components())
            .orElse(List.of())) {
      String name = prefix + '.' + kebab(component.name().stringValue());
      properties.add(name);
      String descriptor = component.descriptor().stringValue();
      byte[] nested =
          descriptor.startsWith("L")
              ? classes.get(descriptor.substring(1, descriptor.length() - 1))
              : null;
      if (nested != null) {
        collect(name, ClassFile.of().parse(nested), classes, properties);
      }
    }
  }

  private static @Nullable String prefix(ClassModel model) {
    return model
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(RuntimeVisibleAnnotationsAttribute::annotations)
        .orElse(List.of())
        .stream()
        .filter(annotation -> annotation.className().stringValue().equals(CONFIGURATION))
        .flatMap(ClassFacts::texts)
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> texts(Annotation annotation) {
    return annotation.elements().stream()
        .map(AnnotationElement::value)
        .flatMap(
            value ->
                value instanceof AnnotationValue.OfString text
                    ? Stream.of(text.stringValue())
                    : Stream.empty());
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
