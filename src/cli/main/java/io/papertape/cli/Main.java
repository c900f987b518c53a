package io.papertape.cli;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.strategy.StrategyLoader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/// Entry of the command line: registers the verbs.
@Command(
    name = "papertape",
    description = "Backtests and paper trading, with a record that can be verified.",
    subcommands = {
      DataCommand.class,
      BacktestCommand.class,
      VerifyCommand.class,
      AuditCommand.class,
      ExplainCommand.class,
      WhyNotCommand.class,
      DiffCommand.class,
      SweepCommand.class,
      WalkForwardCommand.class,
      ReproduceCommand.class,
      ReportCommand.class,
      ModelCommand.class,
      PaperCommand.class,
      SimulateCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "papertape 0.1.0",
    footer = {
      "",
      "Also verbs, of the launcher itself:",
      "  serve                   Runs and sessions over REST, for this machine only.",
      "  ledger rebuild          Make the service's database anew from the journals.",
      "  test                    Build everything with all gates and run all tests.",
      "  bench                   Measure the engine beside its peers.",
      "  library kafka|fix       Fetch what a feed needs beyond what is here.",
      "  check-empty-repository  A newcomer's first run, with an empty repository.",
      "  jdk                     Print the JDK in use.",
      "",
      "Exit codes: 0 done, 1 a check failed or an unexpected error, 2 bad usage or configuration,"
          + " 3 environment, 4 data, 5 strategy failed.",
      "State lives in $PAPERTAPE_HOME, else in .papertape of the working folder."
    })
public final class Main {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the full trace of an unexpected error.")
  private boolean stacktrace;

  public static void main(String[] arguments) {
    // Messages look the same everywhere; ar-EG would print other digits, tr-TR another i.
    Locale.setDefault(Locale.ROOT);
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    Terminal terminal = Terminal.ofProcess(output, System.err);
    // What a strategy prints must not get between the lines of a result.
    System.setOut(System.err);
    ExitGuard guard = ExitGuard.install(terminal.err());
    int code = run(terminal, System.getenv(), Path.of(""), arguments);
    guard.release();
    System.exit(output.exitCode(code, terminal.err()));
  }

  /// Runs one command and gives its exit code; nothing of the process is read but the arguments.
  static int run(
      Terminal terminal, Map<String, String> environment, Path folder, String... arguments) {
    return run(terminal, environment, folder, StrategyFolder::new, arguments);
  }

  static int run(
      Terminal terminal,
      Map<String, String> environment,
      Path folder,
      Function<Workspace, StrategyLoader> strategies,
      String... arguments) {
    Main main = new Main();
    CommandFactory factory = new CommandFactory(terminal, environment, folder, strategies);
    CommandLine line = new CommandLine(main, factory);
    line.setOut(terminal.out()).setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(LocalDate.class, Main::date);
    line.registerConverter(Path.class, Main::path);
    line.registerConverter(Double.class, Main::number);
    line.setParameterExceptionHandler(new UsageErrors());
    HelpWidth.set(line, environment);
    line.setExecutionExceptionHandler(
        (failure, _, _) -> Failures.report(failure, main.stacktrace, terminal.err()));
    line.setExecutionStrategy(parsed -> start(parsed, factory, main, terminal));
    int code = execute(line, main, terminal, arguments);
    terminal.flush();
    return code;
  }

  /// Help is given in any workspace.
  private static int start(
      ParseResult parsed, CommandFactory factory, Main main, Terminal terminal) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      factory.workspace().requireFolder();
    } catch (WorkspaceException e) {
      return Failures.report(e, main.stacktrace, terminal.err());
    }
    return new RunLast().execute(parsed);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "Not a date: value=%s. Write year, month and day as in 2010-01-04.".formatted(text));
    }
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("Not a number: value=%s. Write it as 2.5.".formatted(text));
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "Not a path: value=%s, cause=%s. Set a UTF-8 locale, such as LC_ALL=C.UTF-8."
              .formatted(text, e.getReason()));
    }
  }

  private static int execute(CommandLine line, Main main, Terminal terminal, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      return Failures.report(e, main.stacktrace, terminal.err());
    }
  }
}
