package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A kill on its way to the service of a workspace. Only what has proven to be that service can
/// refuse it; whatever else becomes of it sends it to the disk.
final class KillRequest {
  private static final int FIND_MILLIS = 10_000;

  /// Answers under way get five seconds, then the service ends.
  private static final int ENDING_MILLIS = 15_000;

  private static final int CLOSED_MILLIS = 5_000;

  private final Workspace workspace;
  private final Optional<Integer> named;
  private final AtomicBoolean isFound = new AtomicBoolean();

  KillRequest(Workspace workspace, Optional<Integer> named) {
    this.workspace = workspace;
    this.named = named;
  }

  /// What became of it.
  ///
  /// @param service    that has answered; empty if none has
  /// @param whyNot     why none has
  /// @param leftMillis how long its process may still be there although it is ending
  record Outcome(Optional<ServiceClient> service, JsonNode answer, String whyNot, int leftMillis) {
    private static Outcome notTaken(String whyNot, int leftMillis) {
      return new Outcome(Optional.empty(), MissingNode.getInstance(), whyNot, leftMillis);
    }
  }

  /// True once the service has been found, so that what is waited for are its sessions.
  boolean isFound() {
    return isFound.get();
  }

  /// @throws WorkspaceException if the service refuses it, or another port is to be named
  Outcome send(String path, ObjectNode body) {
    Optional<ServiceClient> service;
    try {
      service = find();
    } catch (WorkspaceException e) {
      if (e.getCause() == null) {
        throw e; // the port that was named is another workspace's
      }
      return notTaken(e);
    }
    if (service.isEmpty()) {
      return Outcome.notTaken(
          "No service runs: home=%s, port=%d."
              .formatted(workspace.home(), ServiceClient.port(workspace, named)),
          CLOSED_MILLIS);
    }
    isFound.set(true);
    try {
      return new Outcome(service, service.get().post(path, body), "", 0);
    } catch (WorkspaceException e) {
      if (isItsAnswer(e)) {
        throw e;
      }
      return notTaken(e);
    } catch (UncheckedIOException e) {
      return Outcome.notTaken("Token cannot be read: cause=%s.".formatted(e.getCause()), 0);
    }
  }

  /// On the port that was named, else where it was last.
  private Optional<ServiceClient> find() {
    Optional<WorkspaceException> first = Optional.empty();
    List<Optional<Integer>> ports =
        named.isPresent() ? List.of(named, Optional.empty()) : List.of(named);
    for (Optional<Integer> port : ports) {
      try {
        Optional<ServiceClient> found = ServiceClient.find(workspace, port, FIND_MILLIS);
        if (found.isPresent()) {
          return found;
        }
      } catch (WorkspaceException e) {
        if (e.getCause() == null) {
          throw e;
        }
        first = first.or(() -> Optional.of(e));
      }
    }
    first.ifPresent(
        e -> {
          throw e;
        });
    return Optional.empty();
  }

  /// One that ends kills, and what it could not kill is halted once it is gone; one that does not
  /// end says of the session that it could not be killed.
  private boolean isItsAnswer(WorkspaceException e) {
    if (!(e.getCause() instanceof ServiceRefusal refusal) || !refusal.isProven()) {
      return false;
    }
    if (!refusal.isUnavailable()) {
      return true;
    }
    try {
      return find().filter(one -> !one.isEnding()).isPresent();
    } catch (WorkspaceException _) {
      return false;
    }
  }

  private static Outcome notTaken(WorkspaceException e) {
    boolean isSilent = e.getCause() instanceof IOException;
    return Outcome.notTaken(
        e.getMessage() + (isSilent ? " It may have killed nothing." : ""), leftMillis(e));
  }

  private static int leftMillis(WorkspaceException e) {
    return switch (e.getCause()) {
      case ServiceRefusal refusal -> refusal.isUnavailable() ? ENDING_MILLIS : 0;
      case SocketTimeoutException _ -> 0; // it hangs
      case IOException _ -> CLOSED_MILLIS;
      case null, default -> 0;
    };
  }
}
