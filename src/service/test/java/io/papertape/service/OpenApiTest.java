package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The description of the interface, read by a parser that is not ours, and complete.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class OpenApiTest {
  private static final String BODY = "/post/requestBody/content/application~1json/schema/$ref";
  private static final List<String> PROBLEMS =
      List.of("400", "401", "403", "404", "406", "409", "500", "503");

  @TestHTTPResource("/")
  URI address;

  private JsonNode description;
  private String text;

  @BeforeEach
  void setUp() {
    byte[] body = new Answers(address).get("/q/openapi?format=json").body();
    text = new String(body, StandardCharsets.UTF_8);
    description = new Answers(address).json("/q/openapi?format=json");
  }

  private static List<String> faults(String document) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(document, null, options);
    return result.getMessages();
  }

  @Test
  void anotherParserFindsNoFaultAndSeesEveryPath() {
    assertThat(description.get("openapi").asText()).startsWith("3.1");
    assertThat(faults(text)).isEmpty();
    assertThat(new OpenAPIV3Parser().readContents(text, null, null).getOpenAPI().getPaths())
        .hasSize(27);
  }

  @Test
  void thatParserFindsFaultsWhereThereAreSome() {
    assertThat(faults(text.replace("\"responses\"", "\"answers\""))).isNotEmpty();
    assertThat(faults(text.replace("\"in\":", "\"inn\":").replace("\"in\" :", "\"inn\" :")))
        .isNotEmpty();
  }

  @Test
  void everyOperationHasAnIdASummaryDescribedParametersAndItsProblems() {
    Set<String> ids = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String name = method.getKey() + " " + path.getKey();
        JsonNode operation = method.getValue();
        assertThat(ids.add(operation.path("operationId").asText())).as(name).isTrue();
        checkOperation(name, method.getKey(), operation);
      }
    }
    assertThat(ids).hasSize(30);
  }

  private static void checkOperation(String name, String method, JsonNode operation) {
    assertThat(operation.path("operationId").asText())
        .matches(
            method.equals("get")
                ? "(list|get|explain)[A-Za-z]+"
                : "(start|command|kill|cancel)[A-Za-z]+");
    assertThat(operation.path("summary").asText()).as(name).isNotBlank();
    assertThat(operation.path("tags")).as(name).isNotEmpty();
    String done = operation.path("responses").has("202") ? "202" : "200";
    JsonNode ok = operation.path("responses").path(done).path("content");
    String type = name.endsWith("/events") ? "text/event-stream" : "application/json";
    assertThat(ok.path(type).has("schema")).as(name).isTrue();
    for (String status : PROBLEMS) {
      JsonNode problem = operation.path("responses").path(status);
      assertThat(problem.path("description").asText()).as(status).isNotBlank();
      assertThat(problem.at("/content/application~1problem+json/schema/$ref").asText())
          .as(name + " " + status)
          .isEqualTo("#/components/schemas/Problem");
    }
    for (JsonNode parameter : operation.path("parameters")) {
      assertThat(parameter.path("description").asText()).as("%s", parameter).isNotBlank();
      assertThat(parameter.has("example") || parameter.has("examples"))
          .as("%s", parameter)
          .isTrue();
    }
  }

  @Test
  void theWholeIsDescribedAndSoIsTheTokenThatOperationsWant() {
    JsonNode info = description.get("info");
    assertThat(info.get("title").asText()).isEqualTo("Papertape");
    assertThat(info.get("version").asText()).isEqualTo("1");
    assertThat(info.get("description").asText()).contains("bearer token", "decimal text");
    JsonNode schemes = description.at("/components/securitySchemes");
    assertThat(schemes.at("/token/type").asText()).isEqualTo("http");
    assertThat(schemes.at("/token/scheme").asText()).isEqualTo("bearer");
    int secured = 0;
    for (JsonNode path : description.get("paths")) {
      for (Map.Entry<String, JsonNode> method : path.properties()) {
        JsonNode wanted = method.getValue().path("security");
        wanted.forEach(one -> one.fieldNames().forEachRemaining(name -> isScheme(schemes, name)));
        secured += wanted.size();
        assertThat(wanted.isEmpty()).isEqualTo(method.getKey().equals("get"));
      }
    }
    assertThat(secured).isEqualTo(7);
  }

  private static void isScheme(JsonNode schemes, String name) {
    assertThat(schemes.has(name)).as(name).isTrue();
  }

  @Test
  void whatHasABodySaysHowItIsRefusedAndACommandThatItMayBePending() {
    JsonNode paths = description.get("paths");
    for (String path : List.of("runs", "sessions", "sessions/{id}/kill", "sessions/kill")) {
      assertThat(answers(paths.path("/api/v1/" + path))).contains("413", "415", "503");
    }
    assertThat(answers(paths.path("/api/v1/sessions/{id}/{command}")))
        .contains("200", "202", "413", "415", "503");
    assertThat(answers(paths.path("/api/v1/jobs/{id}/cancel")))
        .contains("413")
        .doesNotContain("415");
  }

  private static Set<String> answers(JsonNode path) {
    Set<String> answers = new TreeSet<>();
    path.at("/post/responses").fieldNames().forEachRemaining(answers::add);
    return answers;
  }

  @Test
  void aBodyHasNoKeyThatItsCommandDoesNotHeed() {
    assertThat(keys("{id}/{command}")).containsExactly("who", "why");
    assertThat(keys("{id}/kill")).containsExactly("flatten", "who", "why");
    assertThat(keys("kill")).containsExactly("flatten", "strategy", "who", "why");
  }

  private Set<String> keys(String command) {
    JsonNode body = description.get("paths").path("/api/v1/sessions/" + command).at(BODY);
    String name = body.asText().substring("#/components/schemas/".length());
    Set<String> keys = new TreeSet<>();
    description
        .at("/components/schemas/" + name + "/properties")
        .fieldNames()
        .forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void everyFieldIsDescribedMoneyNamesItsUnitAndEverySchemaHasExamples() {
    List<String> without = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema : description.at("/components/schemas").properties()) {
      JsonNode properties = schema.getValue().path("properties");
      boolean hasExample = schema.getKey().startsWith("Page");
      for (Map.Entry<String, JsonNode> field : properties.properties()) {
        String name = schema.getKey() + "." + field.getKey();
        String says = field.getValue().path("description").asText();
        if (says.isBlank()) {
          without.add(name);
        }
        if (Set.of("cash", "fee", "fees", "price", "pnl", "equity", "finalEquity", "finalCash")
                .contains(field.getKey())
            && !says.contains("account currency, decimal text")) {
          without.add(name + ": unit");
        }
        hasExample |= field.getValue().has("examples");
      }
      if (!properties.isEmpty() && !hasExample) {
        without.add(schema.getKey() + ": example");
      }
    }
    assertThat(without).isEmpty();
  }
}
