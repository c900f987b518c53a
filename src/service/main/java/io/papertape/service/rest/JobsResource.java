package io.papertape.service.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.service.job.BacktestJob;
import io.papertape.service.job.BacktestJobs;
import io.papertape.service.job.JobRefused;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Backtests that were asked for. Nothing here touches the database.
@Path("/api/v1/jobs")
@Tag(name = "Jobs")
public class JobsResource {
  private static final String LIST = "jobs";
  private static final Pattern EMPTY = Pattern.compile("\\s*\\{\\s*}\\s*");

  private final BacktestJobs jobs;
  private final ObjectMapper json;
  private final Listeners listeners;

  JobsResource(BacktestJobs jobs, ObjectMapper json, Listeners listeners) {
    this.listeners = listeners;
    this.jobs = jobs;
    this.json = json;
  }

  @GET
  @PermitAll
  @Operation(operationId = "listJobs", summary = "Jobs, the last submitted first")
  public Page<JobView> list(@BeanParam PageRequest page) {
    List<BacktestJob> all = jobs.list();
    int from = from(page, all);
    List<BacktestJob> fetched =
        all.subList(from, (int) Math.min(all.size(), from + page.most() + 1L));
    return page.page(
        fetched,
        job -> JobView.of(job, jobs.before(job)),
        job -> new Cursor(LIST + "/" + job.id(), 0));
  }

  /// Place of the first job of a page. Once the last one of the page before is forgotten, nobody
  /// knows where that was.
  private static int from(PageRequest page, List<BacktestJob> all) {
    String after = page.afterName(LIST);
    if (after.isEmpty()) {
      return 0;
    }
    int place = all.stream().map(BacktestJob::id).toList().indexOf(after);
    if (place < 0) {
      throw ProblemException.badRequest(
          "Job of the cursor is no longer remembered: job=%s. Start from the first page."
              .formatted(after));
    }
    return place + 1;
  }

  @GET
  @Path("{id}")
  @PermitAll
  @Operation(operationId = "getJob", summary = "One job as it stands")
  public JobView job(
      @PathParam("id") @Parameter(description = "Id of the job", example = "0a1b2c3d4e5f6071")
          String id) {
    BacktestJob job = find(id);
    return JobView.of(job, jobs.before(job));
  }

  @GET
  @Path("{id}/events")
  @PermitAll
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "getJobEvents",
      summary = "A job whenever it changes, to its end",
      description =
          "Server-sent events: progress while it waits and runs, at most ten a second, then end."
              + " Each has the job.")
  @APIResponse(
      responseCode = "200",
      description = "The events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  @Blocking // what is looked up may lie on a disk that does not answer
  public Multi<OutboundSseEvent> events(
      @PathParam("id") @Parameter(description = "Id of the job", example = "0a1b2c3d4e5f6071")
          String id,
      @Context Sse sse,
      @Context RoutingContext context) {
    return listeners.admit(new JobStream(find(id), jobs, sse, json).events(), context);
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "cancelJobByDelete",
      summary = "Cancel a job, as POST to cancel does; it stays in the list")
  public JobView delete(
      @PathParam("id") @Parameter(description = "Id of the job", example = "0a1b2c3d4e5f6071")
          String id) {
    return cancelled(id);
  }

  @POST
  @Path("{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "It is cancelled when the answer comes: no run and no entry of the ledger comes of it."
              + " One that is over, or is just being sealed, is refused with 409.")
  @RequestBody(
      description = "None is needed; {} is taken",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT)))
  public JobView cancel(
      @PathParam("id") @Parameter(description = "Id of the job", example = "0a1b2c3d4e5f6071")
          String id,
      String body) {
    if (body != null && !body.isBlank() && !EMPTY.matcher(body).matches()) {
      throw ProblemException.badRequest(
          "Body is not heeded: a job is cancelled as it is. Send none, or {}.");
    }
    return cancelled(id);
  }

  private JobView cancelled(String id) {
    try {
      return JobView.of(jobs.cancel(id), Optional.empty());
    } catch (JobRefused e) {
      throw ProblemException.of(e);
    }
  }

  private BacktestJob find(String id) {
    try {
      return jobs.find(id);
    } catch (JobRefused e) {
      throw ProblemException.of(e);
    }
  }
}
