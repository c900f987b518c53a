package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Holds the journals of sessions that have ended against the ledger, which reads them through:
/// all of them once, and again those that could not be read. Before that it has told what an
/// earlier process could not tell of sessions at rest.
final class SealRounds {
  private final Workspace workspace;
  private final SessionAlerts alerts;
  private final Consumer<String> notices;
  private final Map<HostedSession, SessionStatus> unread = new HashMap<>();
  private boolean isFirst = true;

  SealRounds(Workspace workspace, SessionAlerts alerts, Consumer<String> notices) {
    this.workspace = workspace;
    this.alerts = alerts;
    this.notices = notices;
  }

  /// A session that is not as it was sealed shows as halted, until it is restored and the service
  /// started again; one that cannot be read, until it can.
  synchronized void look(KnownSessions known) {
    List<HostedSession> due = isFirst ? known.list() : new ArrayList<>(unread.keySet());
    if (isFirst) {
      due.stream()
          .filter(one -> one.status().state().isOver() && !one.hasLived())
          .forEach(alerts::tellOverdue);
    }
    isFirst = false;
    if (due.isEmpty()) {
      return;
    }
    Function<String, Optional<RunSealed>> ledger = ledger();
    for (HostedSession one : due) {
      State state = one.status().state();
      boolean isEnded = state == State.STOPPED || state == State.FAILED;
      if (!one.isRunning() && (isEnded || unread.containsKey(one))) {
        look(one, ledger);
      }
    }
  }

  /// Read once for all of them; what keeps it from being read keeps each from being held against
  /// it.
  private Function<String, Optional<RunSealed>> ledger() {
    try {
      return SealCheck.ledgered(workspace)::of;
    } catch (RuntimeException e) {
      return _ -> {
        throw e;
      };
    }
  }

  private void look(HostedSession one, Function<String, Optional<RunSealed>> ledger) {
    SessionStatus was = unread.getOrDefault(one, one.status());
    boolean wasUnread = unread.containsKey(one);
    try {
      Optional<RunSealed> sealed = ledger.apply(one.id());
      Optional<String> fault = sealed.flatMap(found -> SealCheck.fault(found, one.folder()));
      unread.remove(one);
      if (fault.isPresent()) {
        tell(one, was, fault.get());
      } else if (wasUnread) {
        one.rests(was);
        notices.accept("Session %s can be read again".formatted(one.id()));
      }
    } catch (RuntimeException | Error e) {
      unread.put(one, was);
      if (!wasUnread) {
        tell(one, was, "it cannot be read, " + e.getMessage());
      }
    }
  }

  private void tell(HostedSession one, SessionStatus was, String fault) {
    String why = "not-as-sealed: " + fault;
    one.rests(was.ended(State.HALTED, Optional.of(why)));
    notices.accept("Session %s is %s".formatted(one.id(), why));
    alerts.watching(one).published(List.of(), one.status());
  }
}
