package io.papertape.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that cannot be understood: what is wrong, the nearest that can, and where all
/// is
/// listed.
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.print(message(failure) + "\n");
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.print("%s --help lists what there is.\n".formatted(line.getCommandSpec().qualifiedName()));
    err.flush();
    return Failures.USAGE;
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && failure.getCommandLine().getSubcommands().isEmpty()) {
      return "Argument too many: value=%s. Leave it out."
          .formatted(unmatched.getUnmatched().getFirst());
    }
    // A slip of picocli 4.7.7, where a map lacks its value.
    return failure.getMessage().replace("option option", "option");
  }
}
