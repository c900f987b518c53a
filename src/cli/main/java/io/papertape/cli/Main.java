package io.papertape.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Entry of the command line: registers the verbs.
@Command(
    name = "papertape",
    description = "Backtests and paper trading, with a record that can be verified.",
    subcommands = {DataCommand.class, ModelCommand.class},
    mixinStandardHelpOptions = true,
    version = "papertape 0.1.0",
    footer = {
      "",
      "Exit codes: 0 done, 2 bad usage or configuration, 3 environment, 4 data,",
      "5 strategy failed.",
      "State lives in $PAPERTAPE_HOME, else in .papertape of the working folder."
    })
public final class Main {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the full trace of an unexpected error.")
  private boolean stacktrace;

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess(System.out, System.err);
    System.exit(run(terminal, System.getenv(), Path.of(""), arguments));
  }

  /// Runs one command and gives its exit code; nothing of the process is read but the arguments.
  static int run(
      Terminal terminal, Map<String, String> environment, Path folder, String... arguments) {
    Main main = new Main();
    CommandLine line = new CommandLine(main, new CommandFactory(terminal, environment, folder));
    line.setOut(terminal.out()).setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, _, _) -> Failures.report(failure, main.stacktrace, terminal.err()));
    int code = line.execute(arguments);
    terminal.flush();
    return code;
  }
}
