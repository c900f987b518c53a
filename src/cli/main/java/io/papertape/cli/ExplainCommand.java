package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.workspace.run.Explanation;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.StoredEntry;
import io.papertape.workspace.run.StoredJournal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `explain`: why an entry is there, and what came of it.
@Command(
    name = "explain",
    description =
        "Explain an entry of the journal of a run or a session: inputs, reason, limit, orders,"
            + " fills, result.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  papertape explain last 12", "  papertape explain 3f2a 12 --json"})
final class ExplainCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "RUN", description = "Id, the beginning of one, or last.")
  private String run = "";

  @Parameters(index = "1", paramLabel = "SEQ", description = "Number of the entry.")
  private long seq;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Optional<SessionFolder> session = NamedSession.of(context.workspace(), run);
    if (session.isPresent()) {
      return explain(session.get());
    }
    RunFolder folder = Runs.in(context.workspace()).get(run);
    Explanation found = Explanation.of(folder, seq);
    if (json) {
      context.terminal().line(Json.text(toJson(found)));
    } else {
      print(folder, found);
    }
    return 0;
  }

  /// A session keeps HOLDs one by one, so that there is no other place to look.
  private int explain(SessionFolder session) {
    Explanation found =
        Explanation.of(
            StoredJournal.of(session.id(), session.journal()),
            () -> session.manifest().limits(),
            () ->
                session.manifest().instruments().stream().map(TapeInstrument::instrument).toList(),
            seq);
    if (json) {
      context.terminal().line(Json.text(toJson(found)));
    } else {
      print("Session " + session.id(), found);
    }
    return 0;
  }

  private void print(RunFolder folder, Explanation found) {
    Terminal terminal = context.terminal();
    print("Run " + folder.id(), found);
    if (!found.roundTrips().isEmpty()) {
      terminal.line("result");
      found.roundTrips().forEach(row -> terminal.line("  " + roundTrip(row)));
    }
    if (found.entry().kind().equals("hold")) {
      terminal.line(
          "papertape why-not %s INSTRUMENT TIME shows what one of these evaluations saw"
              .formatted(folder.id()));
    }
    if (found.entry().kind().equals("failure")) {
      terminal.line("message");
      terminal.line("  " + folder.readResult().path("failure").asText());
    }
  }

  private void print(String what, Explanation found) {
    Terminal terminal = context.terminal();
    StoredEntry entry = found.entry();
    terminal.line("%s, entry %s".formatted(what, entry.seq()));
    section("because of", found.causes());
    section("entry", List.of(entry));
    List<String> inputs =
        Stream.concat(found.causes().stream(), Stream.of(entry))
            .flatMap(one -> EntryText.inputs(one).stream())
            .toList();
    if (!inputs.isEmpty()) {
      terminal.line("inputs");
      inputs.forEach(input -> terminal.line("  " + input));
    }
    found
        .limit()
        .ifPresent(
            limit -> {
              terminal.line("limit that refused it");
              terminal.line("  " + limit);
            });
    section("led to", found.effects());
  }

  private void section(String title, List<StoredEntry> entries) {
    if (!entries.isEmpty()) {
      context.terminal().line(title);
      entries.forEach(one -> context.terminal().line("  " + EntryText.line(one)));
    }
  }

  private static String roundTrip(List<String> row) {
    return "%s %s %s from %s at %s to %s at %s: pnl %s after fees %s, return %s"
        .formatted(
            row.get(1),
            row.get(2),
            row.get(0),
            row.get(3),
            row.get(7),
            row.get(4),
            row.get(8),
            row.get(9),
            row.get(10),
            row.get(11));
  }

  private static ObjectNode toJson(Explanation found) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("entry", found.entry().content());
    ArrayNode causes = node.putArray("causes");
    found.causes().forEach(one -> causes.add(one.content()));
    ArrayNode effects = node.putArray("effects");
    found.effects().forEach(one -> effects.add(one.content()));
    found.limit().ifPresent(limit -> node.put("limit", limit));
    ArrayNode trips = node.putArray("roundTrips");
    for (List<String> row : found.roundTrips()) {
      ObjectNode trip = trips.addObject();
      for (int i = 0; i < row.size(); i++) {
        trip.put(Explanation.ROUND_TRIP_COLUMNS.get(i), row.get(i));
      }
    }
    return node;
  }
}
