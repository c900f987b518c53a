package io.papertape.cli;

import io.papertape.market.CorporateActions;
import io.papertape.workspace.Counted;
import io.papertape.workspace.csv.ActionsImport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The second file of an export: `spy.csv` has its splits and dividends in `spy-actions.csv`.
final class ActionsCsv {
  private ActionsCsv() {}

  /// Writes the file beside the bars, if there is an action; says what it wrote, else nothing.
  static String write(Path bars, Path shown, List<CorporateActions> all) throws IOException {
    long count = all.stream().mapToLong(one -> one.actions().size()).sum();
    if (count == 0) {
      return "";
    }
    Files.writeString(beside(bars), ActionsImport.csv(all), StandardCharsets.UTF_8);
    return ", %s to %s".formatted(Counted.of(count, "corporate action"), beside(shown));
  }

  static Path beside(Path bars) {
    String name = bars.getFileName().toString();
    String stem = name.endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
    return bars.resolveSibling(stem + "-actions.csv");
  }
}
