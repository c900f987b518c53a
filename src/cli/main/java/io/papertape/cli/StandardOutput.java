package io.papertape.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/// Standard output of the process. The first write that fails is remembered, because a
/// [PrintWriter] before it tells nobody; what comes after it is dropped.
final class StandardOutput extends OutputStream {
  /// What a shell reports of a tool that a closed pipe ended: 128 and the number of SIGPIPE.
  static final int CLOSED_PIPE = 141;

  private final OutputStream target;
  private Optional<IOException> failure = Optional.empty();

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (failure.isEmpty()) {
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
  }

  /// Nobody reads any more, as after `| head`.
  boolean isClosedPipe() {
    return failure.map(IOException::getMessage).stream()
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("broken pipe"));
  }

  /// The exit code of a verb whose output went here: its own unless that output is not complete,
  /// which is said, except of a pipe that its reader closed.
  ///
  /// @param code the verb's own
  int exitCode(int code, PrintWriter err) {
    if (failure.isEmpty()) {
      return code;
    }
    if (isClosedPipe()) {
      return code == 0 ? CLOSED_PIPE : code;
    }
    err.print(
        "Standard output was not written: cause=%s. Free space or name another place for it.\n"
            .formatted(failure.get().getMessage()));
    err.flush();
    return Failures.ENVIRONMENT;
  }
}
