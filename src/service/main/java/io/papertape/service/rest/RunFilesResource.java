package io.papertape.service.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.papertape.service.projection.RunFolder;
import io.papertape.service.projection.StoredRun;
import io.papertape.service.rest.EquityPages.Placed;
import io.papertape.workspace.Workspace;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// What is read from a run's files rather than from the projection.
@PermitAll
@Path("/api/v1/runs/{id}")
@Tag(name = "Runs")
public class RunFilesResource {
  private static final int MOST_EFFECTS = 1_000;

  private final SealedRuns runs;
  private final Workspace workspace;

  RunFilesResource(SealedRuns runs, Workspace workspace) {
    this.runs = runs;
    this.workspace = workspace;
  }

  /// An entry with what led to it and what it led to.
  @Schema(name = "Explanation")
  public record Explanation(
      @Schema(description = "Id of the run", examples = "5f2b8c0d11e2a3f4") String run,
      @JsonRawValue
          @Schema(
              type = SchemaType.OBJECT,
              description = "The entry as it lies in the journal: its bytes are what is hashed")
          String entry,
      @JsonRawValue
          @Schema(
              type = SchemaType.ARRAY,
              implementation = Object.class,
              description = "Entries that led to it, the first cause first")
          String causes,
      @JsonRawValue
          @Schema(
              type = SchemaType.ARRAY,
              implementation = Object.class,
              description = "Entries it led to, directly and further on, by seq; at most 1000")
          String effects,
      @Schema(description = "True if there are more effects than these; absent if not")
          Optional<Boolean> effectsCut) {}

  @GET
  @Path("equity")
  @Operation(
      operationId = "listEquity",
      summary = "Equity curve of a run, by time",
      description = "Equity after the fills and marks of each moment, before the strategy acted.")
  public RestResponse<Page<EquityPages.Point>> equity(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id,
      @BeanParam PageRequest page) {
    StoredRun run = runs.intact(id);
    String key = id + "/equity";
    long after = page.after(key);
    int most = page.most();
    return runs.answer(
        run,
        () ->
            page.page(
                EquityPages.read(RunFolder.of(workspace, run.id), after, most + 1),
                Placed::point,
                placed -> new Cursor(key, placed.nextOffset())));
  }

  @GET
  @Path("explain/{seq}")
  @Operation(
      operationId = "explainEntry",
      summary = "One entry of a run's journal, what led to it and what it led to",
      description = "Read from the journal itself, not from the database.")
  public RestResponse<Explanation> explain(
      @PathParam("id")
          @Parameter(description = "Id of the run, 16 hex digits", example = "5f2b8c0d11e2a3f4")
          String id,
      @PathParam("seq")
          @Parameter(
              description = "Number of the entry, from 0",
              example = "3",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
          String seq) {
    StoredRun run = runs.intact(id);
    long number = Numbers.entry(seq);
    return runs.answer(run, () -> explain(run, number));
  }

  private Explanation explain(StoredRun run, long seq) {
    try {
      JournalLines lines = JournalLines.of(RunFolder.of(workspace, run.id).journal());
      if (seq >= lines.size()) {
        throw ProblemException.notFound(
            "No such entry: run=%s, seq=%d. The journal has entries 0 to %d."
                .formatted(run.id, seq, lines.size() - 1));
      }
      return explain(run.id, lines, (int) seq);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Explanation explain(String run, JournalLines lines, int entry) throws IOException {
    List<Integer> effects = lines.effects(entry, MOST_EFFECTS + 1);
    return new Explanation(
        run,
        lines.line(entry),
        array(lines, lines.causes(entry)),
        array(lines, effects.subList(0, Math.min(MOST_EFFECTS, effects.size()))),
        Optional.of(true).filter(_ -> effects.size() > MOST_EFFECTS));
  }

  private static String array(JournalLines lines, List<Integer> numbers) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int number : numbers) {
      texts.add(lines.line(number));
    }
    return "[" + String.join(",", texts) + "]";
  }
}
