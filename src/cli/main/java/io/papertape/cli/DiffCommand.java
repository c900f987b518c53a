package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.run.RunDiff;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diff`: how two runs differ.
@Command(
    name = "diff",
    description =
        "Compare two runs or sessions: which input differs, the first other decision, the other"
            + " figures.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  papertape diff 3f2a last", "  papertape diff 3f2a 81cc --json"})
final class DiffCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "RUN", description = "Id, the beginning of one, or last.")
  private String left = "";

  @Parameters(index = "1", paramLabel = "RUN", description = "The other one.")
  private String right = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DiffCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DiffSide one = DiffSide.of(context.workspace(), left);
    DiffSide other = DiffSide.of(context.workspace(), right);
    RunDiff diff =
        one.isSession() == other.isSession()
            ? RunDiff.of(one.side(), other.side())
            : RunDiff.of(
                InstrumentInputs.aligned(one.side(), other.side()),
                InstrumentInputs.aligned(other.side(), one.side()));
    if (json) {
      context.terminal().line(Json.text(toJson(diff)));
    } else {
      print(one.id(), other.id(), diff);
    }
    return 0;
  }

  private void print(String one, String other, RunDiff diff) {
    Terminal terminal = context.terminal();
    terminal.line("%s against %s".formatted(one, other));
    changes("inputs", "the same", diff.inputs());
    if (diff.decision().isEmpty()) {
      terminal.line("decisions: the same");
    } else {
      RunDiff.Decision first = diff.decision().get();
      terminal.line("first other decision: number %s".formatted(first.number()));
      side(one, first.leftSeq(), first.left());
      side(other, first.rightSeq(), first.right());
    }
    changes("figures", "the same", diff.figures());
  }

  private void side(String run, long seq, String text) {
    Terminal terminal = context.terminal();
    terminal.line("  %s %s".formatted(run, seq < 0 ? "has no more decisions" : "entry " + seq));
    text.lines().forEach(line -> terminal.line("    " + line));
  }

  private void changes(String title, String none, List<RunDiff.Change> changes) {
    Terminal terminal = context.terminal();
    terminal.line(changes.isEmpty() ? title + ": " + none : title);
    for (RunDiff.Change change : changes) {
      terminal.line(
          "  %-28s %s -> %s"
              .formatted(change.name(), orAbsent(change.left()), orAbsent(change.right())));
    }
  }

  private static String orAbsent(String value) {
    return value.isEmpty() ? "(absent)" : value;
  }

  private static ObjectNode toJson(RunDiff diff) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node.putArray("inputs"), diff.inputs());
    diff.decision()
        .ifPresent(
            one ->
                node.putObject("decision")
                    .put("number", one.number())
                    .put("leftSeq", one.leftSeq())
                    .put("left", one.left())
                    .put("rightSeq", one.rightSeq())
                    .put("right", one.right()));
    put(node.putArray("figures"), diff.figures());
    return node;
  }

  private static void put(ArrayNode list, List<RunDiff.Change> changes) {
    for (RunDiff.Change change : changes) {
      list.addObject()
          .put("name", change.name())
          .put("left", change.left())
          .put("right", change.right());
    }
  }
}
