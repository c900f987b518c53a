package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The sessions that this process knows of: those on the disk, and those that it is starting.
final class KnownSessions {
  private static final String ELSEWHERE = "not-here: another process runs it, or nobody does.";

  private final Workspace workspace;
  private final Consumer<String> notices;
  private final Map<String, HostedSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();
  private volatile boolean isTakenUp;

  KnownSessions(Workspace workspace, Consumer<String> notices) {
    this.workspace = workspace;
    this.notices = notices;
  }

  /// All sessions, the one that began last first.
  List<HostedSession> list() {
    List<String> ids = SessionFolder.ids(workspace);
    unreadable.keySet().retainAll(ids);
    for (String id : ids) {
      try {
        sessions.computeIfAbsent(id, this::atRest);
        unreadable.remove(id);
      } catch (RuntimeException e) {
        cannotRead(id, e);
      }
    }
    Comparator<HostedSession> byBegin =
        Comparator.comparingLong(session -> session.manifest().begunNanos());
    return sessions.values().stream()
        .sorted(byBegin.reversed().thenComparing(HostedSession::id))
        .toList();
  }

  /// One that could not be started may be gone by now.
  private void cannotRead(String id, RuntimeException e) {
    boolean isThere = SessionFolder.of(workspace, id).isThere();
    if (isThere && unreadable.put(id, "unreadable: " + e.getMessage()) == null) {
      notices.accept("Session %s cannot be read: %s".formatted(id, e.getMessage()));
    }
  }

  /// Sessions of whose folders not even the manifest can be read, which are in no list, with why.
  Map<String, String> unreadable() {
    return new TreeMap<>(unreadable);
  }

  /// Those that have been asked for so far.
  Collection<HostedSession> seen() {
    return sessions.values();
  }

  /// The session that is meant by an id or the beginning of one.
  HostedSession find(String text) {
    HostedSession there = sessions.get(text);
    if (there != null) {
      return there;
    }
    String id = SessionFolder.find(workspace, text, sessions.keySet()).id();
    return sessions.computeIfAbsent(id, this::atRest);
  }

  /// A new one, before anything of it is on the disk: so nobody takes it for one at rest.
  void add(HostedSession session) {
    if (sessions.putIfAbsent(session.id(), session) != null) {
      throw SessionFolder.isThereAlready(session.id());
    }
  }

  /// True if this is what its id stands for.
  boolean isOf(HostedSession session) {
    return sessions.get(session.id()) == session;
  }

  /// One that could not be started, of which nothing is on the disk any more.
  void remove(HostedSession session) {
    sessions.remove(session.id(), session);
  }

  /// From now on a session that nobody runs, and that has neither ended nor halted, is one of
  /// another process; until then it waits for being taken up.
  void takenUp() {
    isTakenUp = true;
  }

  private HostedSession atRest(String id) {
    SessionFolder folder = SessionFolder.of(workspace, id);
    SessionStatus status = IdleStatus.of(folder, ELSEWHERE);
    boolean isWaiting = !isTakenUp && status.halt().equals(Optional.of(ELSEWHERE));
    return new HostedSession(
        folder, isWaiting ? status.ended(State.RECOVERING, Optional.empty()) : status);
  }
}
