package io.papertape.cli;

import java.util.Map;
import picocli.CommandLine;

/// How wide help is printed: `COLUMNS` if it is set, else as the terminal is, else 80.
final class HelpWidth {
  private static final String NUMBER = "[0-9]{1,6}";

  /// Below it options and their texts no longer fit beside each other.
  private static final int LEAST = 55;

  private HelpWidth() {}

  static void set(CommandLine line, Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches(NUMBER)) {
      line.setUsageHelpWidth(Math.max(LEAST, Integer.parseInt(columns)));
    } else {
      line.setUsageHelpAutoWidth(Terminal.isInteractive());
    }
  }
}
