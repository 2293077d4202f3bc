package dev.signalbox.streaming.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.streaming.provider.ModelState.State;
import dev.signalbox.streaming.wire.Protocol;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ModelsTests {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  /** Every model of the first agent catalogue. */
  private static final List<String> CATALOGUE =
      List.of(
          "claude-3-5-sonnet",
          "claude-3-opus",
          "gemini/gemini-1.5-flash",
          "gemini/gemini-1.5-pro",
          "gpt-3.5-turbo",
          "gpt-4",
          "gpt-4-turbo",
          "groq/deepseek-r1-distill-llama-70b",
          "groq/llama-3.1-70b-versatile",
          "groq/llama-3.1-8b-instant",
          "groq/llama-3.3-70b-versatile",
          "mistral/codestral-latest");

  private static final String[] NO_KEYS = {
    "OPENAI_API_KEY=",
    "ANTHROPIC_API_KEY=",
    "GEMINI_API_KEY=",
    "GROQ_API_KEY=",
    "MISTRAL_API_KEY=",
    "COHERE_API_KEY=",
    "TOGETHER_API_KEY=",
    "OPENROUTER_API_KEY=",
    "HF_TOKEN=",
    "AI21_API_KEY=",
    "DEEPSEEK_API_KEY=",
    "AWS_REGION=",
    "AWS_BEARER_TOKEN_BEDROCK=",
    "AWS_ACCESS_KEY_ID=",
    "AWS_PROFILE=",
    "AWS_WEB_IDENTITY_TOKEN_FILE=",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI=",
    "AZURE_OPENAI_ENDPOINT=",
    "AZURE_OPENAI_API_KEY=",
    "OPENAI_COMPATIBLE_BASE_URL=",
    "OLLAMA_BASE_URL=http://127.0.0.1:1"
  };

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(CatalogueProperties.class)
  static class Bound {}

  @Test
  void withoutAnyKeyTheSimulatorAnswersForTheWholeCatalogue() {
    Models models = models();

    assertThat(models.simulated()).isTrue();
    assertThat(CATALOGUE).allSatisfy(name -> assertThat(target(models, name).simulated()).isTrue());
    Target target = target(models, "claude-3-5-sonnet");
    assertThat(target.name()).isEqualTo("anthropic/claude-3-5-sonnet");
    assertThat(target.wireModel()).isEqualTo("anthropic/claude-3-5-sonnet");
    assertThat(target.endpoint().addresses())
        .isEqualTo(Map.of(Protocol.ANTHROPIC_MESSAGES, "http://simulator:8110/v1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "nobody/model", "groq/", "/x", "groq/invented", "ollama/llama3"})
  void withoutAnyKeyOtherNamesAreUnknown(String name) {
    Resolution resolution = models().named(name);

    if (name.startsWith("ollama")) {
      assertThat(resolution).isInstanceOf(Resolution.Unknown.class);
    } else {
      assertThat(resolution).isEqualTo(new Resolution.Unknown(name));
    }
  }

  @Test
  void aKeyMakesItsProviderLiveAndTheOthersPassedOver() {
    Models models = models("OPENAI_API_KEY=sk-live");

    assertThat(models.simulated()).isFalse();
    Target target = target(models, "gpt-4");
    assertThat(target.simulated()).isFalse();
    assertThat(target.endpoint().addresses())
        .containsOnlyKeys(Protocol.OPENAI_CHAT, Protocol.OPENAI_RESPONSES)
        .containsValue("https://api.openai.com/v1");
    assertThat(headers(target)).isEqualTo(Map.of("Authorization", "Bearer sk-live"));
    assertThat(models.named("claude-3-opus"))
        .isEqualTo(new Resolution.NoCredential("anthropic", "claude-3-opus"));
    assertThat(target(models, "openai/brand-new").known()).isFalse();
    assertThat(target(models, "simulator/echo").simulated()).isTrue();
  }

  @Test
  void everyModelHasAStateOfItsOwn() {
    Models models = models("GROQ_API_KEY=k");

    assertThat(states(models, "groq/openai/gpt-oss-20b", "groq/brand-new"))
        .containsOnly(State.REACHABLE);
    assertThat(states(models, "groq/llama-3.1-70b-versatile", "claude-3-opus"))
        .containsOnly(State.RETIRED);
    assertThat(states(models, "gpt-4")).containsOnly(State.NO_KEY);
    assertThat(states(models, "ollama/llama3")).containsOnly(State.NOT_RUNNING);
    assertThat(states(models, "simulator/echo")).containsOnly(State.SIMULATED);
    assertThat(states(models, "nonsense", "nobody/model")).containsOnly(State.UNKNOWN);
    assertThat(models.state("claude-3-opus", TODAY))
        .isEqualTo(
            new ModelState(
                "claude-3-opus",
                "anthropic",
                "claude-3-opus",
                State.RETIRED,
                LocalDate.of(2026, 1, 5)));
    assertThat(models.state("claude-3-opus", LocalDate.of(2026, 1, 4)).state())
        .as("until that day it lacks a key alone")
        .isEqualTo(State.NO_KEY);
    assertThat(states(models(), "claude-3-opus"))
        .as("the simulator retires nothing")
        .containsOnly(State.SIMULATED);
  }

  private static List<State> states(Models models, String... names) {
    return Stream.of(names).map(name -> models.state(name, TODAY).state()).toList();
  }

  @Test
  void modelsAreServedUnderTheProvidersOwnName() {
    Target target = target(models("ANTHROPIC_API_KEY=k"), "claude-3-5-sonnet");

    assertThat(target.model()).isEqualTo("claude-3-5-sonnet");
    assertThat(target.wireModel()).isEqualTo("claude-3-5-sonnet-20241022");
    assertThat(target.endpoint().headers()).containsEntry("anthropic-version", "2023-06-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai|OPENAI_API_KEY|OPENAI_CHAT|https://api.openai.com/v1|Authorization|Bearer the-key",
        "anthropic|ANTHROPIC_API_KEY|ANTHROPIC_MESSAGES|https://api.anthropic.com/v1|x-api-key|the-key",
        "gemini|GEMINI_API_KEY|GEMINI|https://generativelanguage.googleapis.com/v1beta|x-goog-api-key|the-key",
        "groq|GROQ_API_KEY|OPENAI_CHAT|https://api.groq.com/openai/v1|Authorization|Bearer the-key",
        "mistral|MISTRAL_API_KEY|OPENAI_CHAT|https://api.mistral.ai/v1|Authorization|Bearer the-key",
        "cohere|COHERE_API_KEY|COHERE_CHAT|https://api.cohere.com/v2|Authorization|Bearer the-key",
        "together|TOGETHER_API_KEY|OPENAI_CHAT|https://api.together.xyz/v1|Authorization|Bearer the-key",
        "openrouter|OPENROUTER_API_KEY|OPENAI_CHAT|https://openrouter.ai/api/v1|Authorization|Bearer the-key",
        "huggingface|HF_TOKEN|OPENAI_CHAT|https://router.huggingface.co/v1|Authorization|Bearer the-key",
        "ai21|AI21_API_KEY|OPENAI_CHAT|https://api.ai21.com/studio/v1|Authorization|Bearer the-key",
        "deepseek|DEEPSEEK_API_KEY|OPENAI_CHAT|https://api.deepseek.com/v1|Authorization|Bearer the-key"
      })
  void everyProviderTakesItsVariable(String line) {
    String[] parts = line.split("\\|", -1);
    Target target = target(models(parts[1] + "=the-key"), parts[0] + "/any-model");

    assertThat(target.endpoint().address(Protocol.valueOf(parts[2]))).isEqualTo(parts[3]);
    assertThat(headers(target)).isEqualTo(Map.of(parts[4], parts[5]));
  }

  @Test
  void aClientsOwnProtocolIsPreferred() {
    Target target = target(models("OPENAI_API_KEY=k"), "gpt-4");

    assertThat(target.endpoint().spokenTo(Protocol.OPENAI_RESPONSES))
        .isEqualTo(Protocol.OPENAI_RESPONSES);
    assertThat(target.endpoint().spokenTo(Protocol.GEMINI)).isEqualTo(Protocol.OPENAI_CHAT);
  }

  @Test
  void bedrockIsReachedInItsRegionWithATokenOrWithWhatTheProcessHas() {
    Models withToken = models("AWS_REGION=eu-central-1", "AWS_BEARER_TOKEN_BEDROCK=token");
    Target target = target(withToken, "bedrock/anthropic.claude-3-haiku-20240307-v1:0");

    assertThat(target.endpoint().address(Protocol.BEDROCK_CONVERSE))
        .isEqualTo("https://bedrock-runtime.eu-central-1.amazonaws.com");
    assertThat(headers(target)).containsEntry("Authorization", "Bearer token");
    assertThat(
            target(models("AWS_REGION=eu-central-1", "AWS_PROFILE=work"), "bedrock/any").endpoint())
        .satisfies(place -> assertThat(place.credential()).isInstanceOf(Credential.Aws.class));
    assertThat(models("AWS_REGION=eu-central-1").simulated()).isTrue();
  }

  @Test
  void azureTakesItsEndpointAndItsOwnHeader() {
    Target target =
        target(
            models(
                "AZURE_OPENAI_ENDPOINT=https://mine.openai.azure.com/", "AZURE_OPENAI_API_KEY=k"),
            "azure/my-deployment");

    assertThat(target.endpoint().address(Protocol.OPENAI_CHAT))
        .isEqualTo("https://mine.openai.azure.com/openai/v1");
    assertThat(headers(target)).isEqualTo(Map.of("api-key", "k"));
  }

  @Test
  void anyCompatibleServerIsConfiguredWithoutAKey() {
    Target target = target(models("OPENAI_COMPATIBLE_BASE_URL=http://box:8000/v1"), "custom/phi");

    assertThat(target.endpoint().address(Protocol.OPENAI_CHAT)).isEqualTo("http://box:8000/v1");
    assertThat(headers(target)).isEmpty();
  }

  @Test
  void baseAddressesCanBeOverridden() {
    Models models =
        models(
            "GROQ_API_KEY=k",
            "signalbox.streaming.providers.groq.base-url=http://localhost:1/openai/v1");

    assertThat(target(models, "groq/llama-3.1-8b-instant").endpoint().address(Protocol.OPENAI_CHAT))
        .isEqualTo("http://localhost:1/openai/v1");
  }

  @Test
  void aProviderIsReachedInSeveralPlaces() {
    Models models =
        models(
            "GROQ_API_KEY=k",
            "signalbox.streaming.providers.groq.endpoints.eu.base-url=https://eu.test/v1",
            "signalbox.streaming.providers.groq.endpoints.us.api-key=another",
            "signalbox.streaming.providers.groq.endpoints.us.weight=3");

    assertThat(((Resolution.Reachable) models.named("groq/llama-3.1-8b-instant")).targets())
        .extracting(
            Target::place,
            target -> target.endpoint().weight(),
            target -> target.endpoint().address(Protocol.OPENAI_CHAT),
            target -> headers(target).get("Authorization"))
        .containsExactly(
            tuple("groq/llama-3.1-8b-instant@eu", 1, "https://eu.test/v1", "Bearer k"),
            tuple(
                "groq/llama-3.1-8b-instant@us",
                3,
                "https://api.groq.com/openai/v1",
                "Bearer another"));
  }

  @Test
  void simulationCanBeForcedAndForbidden() {
    assertThat(
            target(models("OPENAI_API_KEY=k", "signalbox.streaming.simulation=always"), "gpt-4")
                .simulated())
        .isTrue();
    assertThat(models("signalbox.streaming.simulation=never").named("gpt-4"))
        .isEqualTo(new Resolution.NoCredential("openai", "gpt-4"));
  }

  @Test
  void theListHoldsWhatCanBeReached() {
    assertThat(models().listed())
        .extracting(Models.Listed::name)
        .containsAll(CATALOGUE)
        .contains("simulator/echo");
    assertThat(models("MISTRAL_API_KEY=k").listed())
        .extracting(Models.Listed::provider)
        .containsOnly("mistral", "simulator");
  }

  @Test
  void keysDoNotShowThemselves() {
    assertThat(new Secret("sk-live")).hasToString("(secret)");
    assertThat(target(models("OPENAI_API_KEY=sk-live"), "gpt-4").toString())
        .doesNotContain("sk-live");
  }

  private static Map<String, String> headers(Target target) {
    return target
        .endpoint()
        .credential()
        .headers(URI.create("https://provider.test/"), new byte[0]);
  }

  private static Target target(Models models, String name) {
    assertThat(models.named(name)).isInstanceOf(Resolution.Reachable.class);
    return ((Resolution.Reachable) models.named(name)).targets().getFirst();
  }

  private static Models models(String... properties) {
    List<Models> models = new ArrayList<>();
    new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withUserConfiguration(Bound.class)
        .withPropertyValues(NO_KEYS)
        .withPropertyValues(properties)
        .run(
            context ->
                models.add(
                    new Models(
                        context.getBean(CatalogueProperties.class),
                        URI.create("http://simulator:8110/"),
                        Clock.systemUTC())));
    return models.getFirst();
  }
}
