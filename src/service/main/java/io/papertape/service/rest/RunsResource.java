package io.papertape.service.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.papertape.service.projection.DecisionRow;
import io.papertape.service.projection.DecisionView;
import io.papertape.service.projection.FillRow;
import io.papertape.service.projection.FillView;
import io.papertape.service.projection.OrderRow;
import io.papertape.service.projection.OrderView;
import io.papertape.service.projection.RoundTripRow;
import io.papertape.service.projection.RoundTripView;
import io.papertape.service.projection.RunRow;
import io.papertape.service.projection.RunView;
import io.papertape.service.projection.StoredRows;
import io.papertape.service.projection.StoredRun;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// Runs and what their journals hold.
@PermitAll
@Path("/api/v1/runs")
@Tag(name = "Runs", description = "Sealed runs and what their journals hold")
public class RunsResource {
  private static final String LIST = "runs";

  private final SealedRuns runs;
  private final StoredRows rows;

  RunsResource(SealedRuns runs, StoredRows rows) {
    this.runs = runs;
    this.rows = rows;
  }

  /// The figures of a run as its result has them.
  @Schema(name = "Performance")
  public record Performance(
      @Schema(description = "Id of the run", examples = "5f2b8c0d11e2a3f4") String run,
      @JsonRawValue
          @Schema(
              type = SchemaType.ARRAY,
              description =
                  "name, convention, n, and value or the reason why there is none; for ratios low,"
                      + " high and confidence of a bootstrap interval")
          String figures) {}

  @GET
  @Operation(
      operationId = "listRuns",
      summary = "All runs, by id",
      description = "A run whose folder contradicts itself is listed with status broken.")
  public Page<RunView> list(@BeanParam PageRequest page) {
    runs.refresh();
    List<StoredRun> fetched = rows.runs(page.afterName(LIST), page.most() + 1);
    return page.page(fetched, StoredRun::view, run -> new Cursor(LIST + "/" + run.id, 0));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getRun", summary = "One run: what it was and how it ended")
  public RestResponse<RunView> run(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id) {
    StoredRun run = runs.any(id);
    return runs.answer(run, run::view);
  }

  @GET
  @Path("{id}/performance")
  @Operation(
      operationId = "getPerformance",
      summary = "Performance figures of a run",
      description = "Undefined figures are absent with a reason, never 0.")
  public RestResponse<Performance> performance(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id) {
    StoredRun run = runs.intact(id);
    return runs.answer(run, () -> new Performance(run.id, run.figures));
  }

  @GET
  @Path("{id}/decisions")
  @Operation(
      operationId = "listDecisions",
      summary = "Decisions, vetoes and folded holds of a run, by seq",
      description = "Holds with one reason that follow each other are one entry with a count.")
  public RestResponse<Page<DecisionView>> decisions(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id,
      @BeanParam PageRequest page) {
    return page(id, page, DecisionRow.class, DecisionRow::view);
  }

  @GET
  @Path("{id}/orders")
  @Operation(
      operationId = "listOrders",
      summary = "Orders of a run with what became of them, by seq")
  public RestResponse<Page<OrderView>> orders(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id,
      @BeanParam PageRequest page) {
    return page(id, page, OrderRow.class, OrderRow::view);
  }

  @GET
  @Path("{id}/fills")
  @Operation(operationId = "listFills", summary = "Fills of a run, by seq")
  public RestResponse<Page<FillView>> fills(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id,
      @BeanParam PageRequest page) {
    return page(id, page, FillRow.class, FillRow::view);
  }

  @GET
  @Path("{id}/round-trips")
  @Operation(
      operationId = "listRoundTrips",
      summary = "Round trips of a run in the order of the report")
  public RestResponse<Page<RoundTripView>> roundTrips(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id,
      @BeanParam PageRequest page) {
    return page(id, page, RoundTripRow.class, RoundTripRow::view);
  }

  private <R extends RunRow, V> RestResponse<Page<V>> page(
      String id, PageRequest page, Class<R> table, Function<R, V> view) {
    StoredRun run = runs.intact(id);
    // Of another table the same number is another place.
    String key = id + "/" + table.getSimpleName();
    long after = page.after(key);
    int most = page.most();
    return runs.answer(
        run,
        () ->
            page.page(
                rows.page(table, id, after, most + 1), view, row -> new Cursor(key, row.seq)));
  }
}
