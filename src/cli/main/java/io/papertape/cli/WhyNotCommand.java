package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.StrategyPlaces;
import io.papertape.workspace.run.WhyNot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `why-not`: what an evaluation saw, and why no order came of it.
@Command(
    name = "why-not",
    description = {
      "Show what a run saw of an instrument at a moment, and why it placed no order.",
      "The run is made again for this; the digest in its seal proves that it is the same."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 shown, 1 the stored run saw something else, 2 bad usage or configuration,"
          + " 4 an input of the run changed.",
      "",
      "Examples:",
      "  papertape why-not last SPY 2010-03-01",
      "  papertape why-not 3f2a SPY 2010-03-01T21:00:00Z --json"
    })
final class WhyNotCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "RUN", description = "Id, the beginning of one, or last.")
  private String run = "";

  @Parameters(index = "1", paramLabel = "INSTRUMENT", description = "Symbol.")
  private String symbol = "";

  @Parameters(
      index = "2",
      paramLabel = "TIME",
      description = "A date, or a time in UTC such as 2010-03-01T21:00:00Z.")
  private String time = "";

  @Option(
      names = "--strategy",
      paramLabel = "FOLDER",
      description = "Where the strategy is now, if it was moved.")
  private Optional<Path> strategy = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  WhyNotCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    NamedSession.of(context.workspace(), run)
        .ifPresent(
            session -> {
              throw WorkspaceException.configuration(
                  ("Session keeps each HOLD in its journal: session=%s, file=%s. papertape explain"
                          + " %s SEQ explains one.")
                      .formatted(session.id(), session.journal(), session.id()));
            });
    RunFolder folder = Runs.in(context.workspace()).get(run);
    StrategyPlaces places = new StrategyPlaces(context.strategies(), context.folder(), strategy);
    WhyNot found = WhyNot.of(context.workspace(), places, folder, symbol, time);
    if (json) {
      context.terminal().line(Json.text(toJson(found)));
    } else {
      print(folder, found);
    }
    return found.isOnRecord() ? 0 : Failures.CHECK_FAILED;
  }

  private void print(RunFolder folder, WhyNot found) {
    Terminal terminal = context.terminal();
    terminal.line("Run %s, %s up to %s".formatted(folder.id(), found.symbol(), found.asked()));
    if (found.evaluations().isEmpty()) {
      terminal.line("No evaluation up to then: the strategy had not been asked about it yet");
    }
    for (WhyNot.Evaluation one : found.evaluations()) {
      boolean isHold = one.entry().kind().equals("hold");
      terminal.line(EntryText.unnumbered(one.entry()));
      EntryText.inputs(one.entry()).forEach(input -> terminal.line("  " + input));
      one.followed().forEach(next -> terminal.line("  then " + EntryText.unnumbered(next)));
      if (isHold) {
        terminal.line("No order, because: " + one.entry().text("reason"));
      } else {
        terminal.line(
            "It did decide: papertape explain %s %s".formatted(folder.id(), one.storedSeq()));
      }
    }
    found.unfillable().ifPresent(why -> terminal.line("no order could fill: " + why));
    terminal.line("held then: " + found.position());
    terminal.line(
        found.isOnRecord()
            ? "The digest in the seal holds: this is what the run saw."
            : "The digest in the seal DIFFERS: papertape verify %s".formatted(folder.id()));
  }

  private static ObjectNode toJson(WhyNot found) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("symbol", found.symbol())
        .put("asked", found.asked())
        .put("position", found.position())
        .put("digestHolds", found.isOnRecord());
    found.unfillable().ifPresent(why -> node.put("unfillable", why));
    ArrayNode evaluations = node.putArray("evaluations");
    for (WhyNot.Evaluation one : found.evaluations()) {
      ObjectNode evaluation = evaluations.addObject();
      evaluation.set("entry", own(one.entry().content()));
      if (one.storedSeq() >= 0) {
        evaluation.put("seq", one.storedSeq());
      }
      ArrayNode followed = evaluation.putArray("followed");
      one.followed().forEach(next -> followed.add(own(next.content())));
    }
    return node;
  }

  /// Without the keys that belong to the journal of the run made again.
  private static ObjectNode own(JsonNode content) {
    ObjectNode copy = content.deepCopy();
    copy.remove(List.of("seq", "prev", "cause"));
    return copy;
  }
}
