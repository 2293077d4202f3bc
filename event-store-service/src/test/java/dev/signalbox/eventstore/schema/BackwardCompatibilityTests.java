package dev.signalbox.eventstore.schema;

import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BackwardCompatibilityTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'required':['a','b']} | {'required':['a']}",
        "{'type':'integer'} | {'type':['number','null']}",
        "{'enum':['a']} | {'enum':['a','b']}",
        "{'minimum':5} | {'minimum':4}",
        "{'maxLength':5} | {'maxLength':6}",
        "{'properties':{'a':{'type':'string'}}} | {'properties':{'a':{'type':'string'},'b':{'type':'string'}}}",
        "{'properties':{'a':{'type':'string'}}} | {'title':'x','properties':{'a':true}}",
        "{'additionalProperties':false,'properties':{'a':{}}} | {'additionalProperties':false,'properties':{'a':{},'b':{}}}",
        "{'items':{'type':'integer'}} | {'items':{'type':'number'}}",
        "{'pattern':'a'} | {}"
      })
  void letsThroughWhatIsWider(String older, String newer) {
    assertThat(BackwardCompatibility.problems(parsed(older), parsed(newer))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'required':['a']} | {'required':['a','b']} | /required",
        "{} | {'required':['b']} | /required",
        "{'type':'number'} | {'type':'integer'} | /type",
        "{} | {'type':'object'} | /type",
        "{'enum':['a','b']} | {'enum':['a']} | /enum",
        "{'minimum':4} | {'minimum':5} | /minimum",
        "{} | {'maxLength':5} | /maxLength",
        "{'properties':{'a':{'type':'string'}}} | {'properties':{'a':{'type':'integer'}}} | /properties/a/type",
        "{'properties':{'a':{}}} | {'properties':{'a':false}} | /properties/a",
        "{} | {'additionalProperties':false} | /additionalProperties",
        "{'additionalProperties':false,'properties':{'a':{}}} | {'additionalProperties':false,'title':'x','properties':{}} | /additionalProperties",
        "{'pattern':'a'} | {'pattern':'b'} | /pattern"
      })
  void stopsWhatIsNarrowerOrCannotBeCompared(String older, String newer, String pointer) {
    assertThat(BackwardCompatibility.problems(parsed(older), parsed(newer)))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  private static JsonNode parsed(String text) {
    return json(text.replace('\'', '"'));
  }
}
