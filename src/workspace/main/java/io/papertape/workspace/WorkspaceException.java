package io.papertape.workspace;

/// A failure the user can do something about; its message says what. The kind decides the exit
/// code.
public class WorkspaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Who has to act.
  public enum Kind {
    /// The command or a configuration file is wrong.
    CONFIGURATION,
    /// The machine does not give what is needed: disk, lock, permission.
    ENVIRONMENT,
    /// Somebody else does not answer, such as a venue; later the same may work.
    UNAVAILABLE,
    /// The market data are missing or cannot be right.
    DATA,
    /// A strategy failed while it ran.
    STRATEGY
  }

  private final Kind kind;

  public WorkspaceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public WorkspaceException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static WorkspaceException configuration(String message) {
    return new WorkspaceException(Kind.CONFIGURATION, message);
  }

  public static WorkspaceException data(String message) {
    return new WorkspaceException(Kind.DATA, message);
  }

  public Kind kind() {
    return kind;
  }
}
