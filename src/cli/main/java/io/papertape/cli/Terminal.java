package io.papertape.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Where a command prints: results to `out`, what went wrong to `err`. UTF-8, line feeds only.
record Terminal(PrintWriter out, PrintWriter err) {
  static Terminal ofProcess(PrintStream out, PrintStream err) {
    return new Terminal(
        new PrintWriter(out, false, StandardCharsets.UTF_8),
        new PrintWriter(err, true, StandardCharsets.UTF_8));
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
