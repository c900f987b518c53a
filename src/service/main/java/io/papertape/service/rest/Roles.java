package io.papertape.service.rest;

/// Who may do what.
public final class Roles {
  /// Whoever can read the token of the workspace.
  public static final String OPERATOR = "operator";

  private Roles() {}
}
