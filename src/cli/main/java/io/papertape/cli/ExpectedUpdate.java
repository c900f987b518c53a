package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.ExpectedRun;
import io.papertape.workspace.strategy.ExpectedFiles;
import io.papertape.workspace.strategy.ExpectedResult;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A golden run written anew, and what it changed.
///
/// @param differences in words, old values first; empty if nothing changed
record ExpectedUpdate(LoadedStrategy strategy, ExpectedResult result, List<String> differences) {

  ExpectedUpdate {
    differences = List.copyOf(differences);
  }

  /// Runs the strategy as its folder says and writes `expected/` anew if anything changed.
  static ExpectedUpdate of(LoadedStrategy strategy, Path folder, Workspace workspace) {
    ExpectedResult now = ExpectedRun.of(strategy, workspace);
    ExpectedFiles files = new ExpectedFiles(folder);
    List<String> differences = differences(files, now);
    if (!differences.isEmpty()) {
      files.write(now);
    }
    return new ExpectedUpdate(strategy, now, differences);
  }

  private static List<String> differences(ExpectedFiles files, ExpectedResult now) {
    try {
      Optional<ExpectedResult> before = files.read();
      return before.isPresent()
          ? before.get().differences(now)
          : List.of(
              "first golden run: fills %d, final equity %s"
                  .formatted(now.fills().size(), FixedPoint.format(now.finalEquity())));
    } catch (WorkspaceException e) {
      return List.of(e.getMessage());
    }
  }

  /// @param shown the folder as the user named it
  List<String> lines(Path shown) {
    Path expected = shown.resolve("expected");
    List<String> lines = new ArrayList<>();
    if (differences.isEmpty()) {
      lines.add("%s does what %s says: nothing changed".formatted(strategy.name(), expected));
      return lines;
    }
    lines.add("%s, golden run written to %s".formatted(strategy.name(), expected));
    differences.forEach(line -> lines.add("  " + line));
    return lines;
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("strategy", strategy.name())
        .put("root", result.root())
        .put("fills", result.fills().size())
        .put("finalEquity", FixedPoint.format(result.finalEquity()));
    ArrayNode list = node.putArray("differences");
    differences.forEach(list::add);
    return node;
  }
}
