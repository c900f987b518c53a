package io.papertape.service.rest;

import io.papertape.workspace.Counted;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerContent;
import io.papertape.workspace.ledger.LedgerEntry;
import io.papertape.workspace.ledger.LedgerEvent.ExperimentSealed;
import io.papertape.workspace.ledger.LedgerEvent.JournalRemake;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.quarkus.logging.Log;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The chain above all runs, read from its file and verified on each request.
@PermitAll
@Path("/api/v1/ledger/entries")
@Tag(name = "Ledger", description = "The chain above all runs")
public class LedgerResource {
  private static final String KEY = "ledger";

  private final Ledger ledger;

  LedgerResource(Workspace workspace) {
    ledger = Ledger.in(workspace, Log::warn);
  }

  /// An entry of the ledger.
  @Schema(name = "LedgerEntry")
  public record Entry(
      @Schema(description = "Number of the entry, from 0") long seq,
      @Schema(description = "Leaf hash of the entry before, 64 hex digits; zeros at first")
          String prev,
      @Schema(description = "SHA-256(0x00 ‖ line) of this entry, 64 hex digits") String hash,
      @Schema(
              description = "run-sealed, experiment-sealed or journal-remake",
              examples = "run-sealed")
          String kind,
      @Schema(description = "Wall time of the append") Instant time,
      @Schema(description = "Id of the run, sweep or walk-forward") String run,
      @Schema(description = "SHA-256 of the manifest of what was sealed, 64 hex digits")
          Optional<String> manifest,
      @Schema(description = "Merkle root of a sealed run's journal, 64 hex digits")
          Optional<String> root,
      @Schema(description = "Of a sealed run: complete, failed or ruined") Optional<String> status,
      @Schema(description = "What a journal had lost that is made anew from its tape")
          Optional<String> why,
      @Schema(description = "SHA-256 of sealed.json of a sweep or walk-forward, 64 hex digits")
          Optional<String> files) {
    static Entry of(LedgerEntry entry) {
      return switch (entry.event()) {
        case RunSealed run ->
            of(
                entry,
                run.run(),
                Optional.of(run.manifestHash()),
                Optional.of(run.root()),
                Optional.of(run.status().text()),
                Optional.empty(),
                Optional.empty());
        case ExperimentSealed done ->
            of(
                entry,
                done.id(),
                Optional.of(done.manifestHash()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(done.filesHash()));
        case JournalRemake remake ->
            of(
                entry,
                remake.run(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(remake.why()),
                Optional.empty());
      };
    }

    private static Entry of(
        LedgerEntry entry,
        String run,
        Optional<String> manifest,
        Optional<String> root,
        Optional<String> status,
        Optional<String> why,
        Optional<String> files) {
      return new Entry(
          entry.seq(),
          entry.prevHex(),
          entry.leafHex(),
          entry.event().kind(),
          entry.time(),
          run,
          manifest,
          root,
          status,
          why,
          files);
    }
  }

  @GET
  @Operation(
      operationId = "listLedgerEntries",
      summary = "Entries of the ledger, by seq",
      description = "409 if the chain is broken; the detail names the first entry that is wrong.")
  public Page<Entry> list(@BeanParam PageRequest page) {
    List<LedgerEntry> entries = entries();
    int from = (int) Math.min(page.after(KEY) + 1, entries.size());
    int to = Math.min(from + page.most() + 1, entries.size());
    return page.page(entries.subList(from, to), Entry::of, entry -> new Cursor(KEY, entry.seq()));
  }

  @GET
  @Path("{seq}")
  @Operation(operationId = "getLedgerEntry", summary = "One entry of the ledger")
  public Entry entry(
      @PathParam("seq")
          @Parameter(
              description = "Number of the entry, from 0",
              example = "3",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
          String seq) {
    long number = Numbers.entry(seq);
    List<LedgerEntry> entries = entries();
    if (number >= entries.size()) {
      throw ProblemException.notFound(
          "No such entry: seq=%d. The ledger has %s."
              .formatted(number, Counted.of(entries.size(), "entry", "entries")));
    }
    return Entry.of(entries.get((int) number));
  }

  private List<LedgerEntry> entries() {
    LedgerContent content = ledger.read();
    if (content.fault().isPresent()) {
      throw ProblemException.conflict(
          "Ledger is broken: %s. Compare it with a copy kept elsewhere."
              .formatted(content.fault().get()));
    }
    return content.entries();
  }
}
