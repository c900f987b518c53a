package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.csv.BundledSamples;
import java.nio.file.Path;

/// Bundled samples, imported when a verb first asks for them.
final class ProvidedSamples {
  private ProvidedSamples() {}

  static void provide(CommandContext context, String dataSet) {
    String root = System.getProperty(BundledSamples.ROOT_PROPERTY, "");
    if (!root.isEmpty()) {
      new BundledSamples(Path.of(root))
          .provide(context.workspace(), dataSet)
          .ifPresent(line -> context.terminal().err().println(line));
    }
  }
}
