package io.papertape.service.rest;

import io.papertape.service.job.BacktestJob;
import io.papertape.service.job.BacktestJobs;
import io.papertape.service.job.JobRefused;
import io.papertape.service.job.RunRequest;
import io.papertape.workspace.WorkspaceException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Starts backtests: for whoever has the token.
@RolesAllowed(Roles.OPERATOR)
@Path("/api/v1/runs")
@Tag(name = "Jobs", description = "Backtests that were asked for")
public class RunStartResource {
  /// Visible ASCII, as it comes in a header.
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final BacktestJobs jobs;
  private final java.nio.file.Path strategies;

  RunStartResource(
      BacktestJobs jobs, @ConfigProperty(name = "papertape.strategies") String strategies) {
    this.jobs = jobs;
    this.strategies = java.nio.file.Path.of(strategies).toAbsolutePath();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "startRun",
      summary = "Run a backtest as a job",
      description =
          "What papertape backtest does, with the same names and the same run coming of it. The"
              + " request is checked before the answer; the job then waits for its turn. With an"
              + " Idempotency-Key the same request can be sent again without a second job.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunRequestView.class)))
  @APIResponse(
      responseCode = "202",
      description = "The job; Location says where it is",
      headers = @Header(name = "Location", description = "Where the job is"),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobView.class)))
  public Response start(
      @HeaderParam("Idempotency-Key")
          @Parameter(
              description = "Of the client's choice: the same key is the same job",
              example = "nightly-2026-11-26")
          String key,
      String body) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw ProblemException.badRequest(
          "Not a key: Idempotency-Key=%s. Use 1 to 255 visible ASCII characters.".formatted(key));
    }
    try {
      if (body == null || body.isBlank()) {
        throw ProblemException.badRequest(
            "Body is missing: send JSON with strategy, such as {\"strategy\": \"NAME\"}.");
      }
      RunRequest request = RunRequest.read(body);
      BacktestJob job = jobs.submit(request, folder(request.strategy()), Optional.ofNullable(key));
      return Response.accepted(JobView.of(job, jobs.before(job)))
          .location(URI.create("/api/v1/jobs/" + job.id()))
          .build();
    } catch (WorkspaceException e) {
      throw ProblemException.of(e);
    } catch (JobRefused e) {
      throw ProblemException.of(e);
    } catch (UncheckedIOException e) {
      throw ProblemException.ofDisk(e);
    }
  }

  private java.nio.file.Path folder(String strategy) {
    try {
      return strategies.resolve(strategy);
    } catch (InvalidPathException e) {
      throw ProblemException.badRequest(
          "Not a folder: strategy=%s, cause=%s. Give its name or its path."
              .formatted(strategy, e.getReason()));
    }
  }
}
