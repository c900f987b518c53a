package io.papertape.live.session;

/// A recovery cannot begin with a snapshot: it is to be made another way.
final class SnapshotRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  SnapshotRefusal(String why, Throwable cause) {
    super(why, cause);
  }
}
