package io.papertape.service;

import io.papertape.service.rest.Problem;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Adds to every operation the problem documents it can answer with. What the description says of
/// the whole is an annotation of the package.
public class ServiceDescription implements OASFilter {
  private static final Map<String, String> PROBLEMS =
      Map.of(
          "400", "A parameter is wrong; the detail says which",
          "401", "Of what changes something: the token is missing or wrong",
          "403", "Host, Origin or Sec-Fetch-Site is not of this machine's own pages",
          "404", "No such thing",
          "406", "Another format is asked for than this path gives",
          "409", "What is asked for is broken, or not as it has to be; the detail says how",
          "500", "The service failed; its log says why, under the instance of the problem",
          "503", "The service is ending, or cannot do this now; the detail says why");

  /// Of whatever has a body.
  private static final Map<String, String> OF_BODIES =
      Map.of("413", "The body is too large; the detail says how much it may have");

  private static final Map<String, String> OF_JSON_BODIES =
      Map.of("415", "Content-Type is not application/json");

  /// Of a run that is to start as a job.
  private static final Map<String, String> OF_JOBS =
      Map.of(
          "422", "The Idempotency-Key was used for another request",
          "429", "As many jobs wait as may; Retry-After says when to come back");

  /// Needs no body, so that none has to be named.
  private static final String TAKES_ANY = "cancelJob";

  @Override
  public PathItem filterPathItem(PathItem item) {
    item.getOperations().values().forEach(ServiceDescription::addProblems);
    return item;
  }

  private static void addProblems(Operation operation) {
    addProblems(operation, PROBLEMS);
    if (operation.getRequestBody() != null) {
      addProblems(operation, OF_BODIES);
    }
    if (operation.getRequestBody() != null && !TAKES_ANY.equals(operation.getOperationId())) {
      addProblems(operation, OF_JSON_BODIES);
    }
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
