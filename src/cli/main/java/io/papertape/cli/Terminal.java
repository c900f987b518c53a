package io.papertape.cli;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Where a command prints: results to `out`, what went wrong to `err`. UTF-8, line feeds only.
record Terminal(PrintWriter out, PrintWriter err) {
  static Terminal ofProcess(OutputStream out, PrintStream err) {
    return new Terminal(
        new PrintWriter(out, false, StandardCharsets.UTF_8),
        new PrintWriter(err, true, StandardCharsets.UTF_8));
  }

  /// Whether a person sits before the process.
  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again when redirected
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// One line of result.
  void line(String text) {
    out.print(text);
    out.print('\n');
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
