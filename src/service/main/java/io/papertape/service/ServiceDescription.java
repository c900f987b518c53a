package io.papertape.service;

import io.papertape.service.rest.Problem;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Adds to every operation the problem documents it can answer with.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Papertape",
            version = "1",
            description =
                "Runs, their journals, the ledger, and paper sessions. What changes something"
                    + " wants the bearer token of the workspace. Money, prices and"
                    + " quantities are decimal text; times are ISO 8601 instants in UTC; errors"
                    + " are application/problem+json (RFC 9457)."),
    components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)))
public class ServiceDescription implements OASFilter {
  private static final Map<String, String> PROBLEMS =
      Map.of(
          "400", "A parameter is wrong; the detail says which",
          "401", "Of what changes something: the token is missing or wrong",
          "403", "Host or Origin is not this machine",
          "404", "No such thing",
          "406", "Only application/json is spoken",
          "409", "The run or the ledger is broken; the detail names the first fault",
          "500", "The service failed; its log says why, under the instance of the problem");

  /// Of a run that is to start as a job.
  private static final Map<String, String> OF_JOBS =
      Map.of(
          "422", "The Idempotency-Key was used for another request",
          "429", "As many jobs wait as may; Retry-After says when to come back",
          "503", "No job can be run: the service is ending, or strategies hang");

  @Override
  public PathItem filterPathItem(PathItem item) {
    item.getOperations().values().forEach(ServiceDescription::addProblems);
    return item;
  }

  private static void addProblems(Operation operation) {
    addProblems(operation, PROBLEMS);
    if ("startRun".equals(operation.getOperationId())) {
      addProblems(operation, OF_JOBS);
    }
  }

  private static void addProblems(Operation operation, Map<String, String> problems) {
    problems.keySet().stream()
        .sorted()
        .forEach(
            status ->
                operation.getResponses().addAPIResponse(status, response(problems.get(status))));
  }

  private static APIResponse response(String description) {
    Content content =
        OASFactory.createContent()
            .addMediaType(
                Problem.MEDIA_TYPE,
                OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    return OASFactory.createAPIResponse().description(description).content(content);
  }
}
