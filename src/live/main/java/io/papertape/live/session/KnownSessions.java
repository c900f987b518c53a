package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.Workspace;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The sessions that this process knows of: those on the disk, and those that it is starting.
final class KnownSessions {
  private static final String BACK =
      "folder-back: it was gone when the service started. papertape paper start --session %s lets"
          + " it go on, and so does a restart of the service.";
  private static final String ELSEWHERE = "not-here: another process runs it, or nobody does.";

  private final Workspace workspace;
  private final Consumer<String> notices;
  private final Map<String, HostedSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();
  private final SessionRegister register;
  private volatile boolean isTakenUp;

  KnownSessions(Workspace workspace, Consumer<String> notices) {
    this.workspace = workspace;
    this.notices = notices;
    register = new SessionRegister(workspace);
  }

  SessionRegister register() {
    return register;
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
    findLost(ids, registered());
    Comparator<HostedSession> byBegin =
        Comparator.comparingLong(session -> session.manifest().begunNanos());
    return sessions.values().stream()
        .sorted(byBegin.reversed().thenComparing(HostedSession::id))
        .toList();
  }

  /// Those whose folders are gone are listed as such, until they are there again.
  private void findLost(List<String> ids, List<String> registered) {
    Set<String> there = Set.copyOf(ids);
    for (String id : registered) {
      if (!there.contains(id) && !sessions.containsKey(id)) {
        lose(id);
      }
    }
    for (String id : ids) {
      if (lost.remove(id)) {
        HostedSession back = sessions.get(id);
        back.rests(IdleStatus.of(back.folder(), BACK.formatted(id)));
      }
    }
  }

  /// Nobody misses a session while the register cannot be read; those that are there still run.
  private List<String> registered() {
    try {
      return register.ids();
    } catch (UncheckedIOException e) {
      String problem = "unreadable: " + e.getMessage();
      if (!problem.equals(unreadable.put(SessionRegister.NAME, problem))) {
        notices.accept(
            "Which sessions there should be cannot be read: folder=%s, cause=%s"
                .formatted(SessionRegister.NAME, e.getMessage()));
      }
      return List.of();
    }
  }

  private void lose(String id) {
    try {
      SessionManifest manifest = register.manifest(id);
      SessionFolder folder = SessionFolder.of(workspace, id);
      if (!folder.isThere()) { // else it was made since the folders were listed
        lost.add(id);
        sessions.putIfAbsent(id, HostedSession.lost(folder, manifest));
      }
    } catch (RuntimeException e) {
      unreadable.put(
          id,
          "folder-lost: sessions/%s is gone, and its entry in %s cannot be read: %s"
              .formatted(id, SessionRegister.NAME, e.getMessage()));
    }
  }

  /// True while the folder of a session that has not ended is gone.
  boolean isLost(HostedSession session) {
    State state = session.status().state();
    boolean hasEnded = state == State.STOPPED || state == State.FAILED;
    return !session.isBeingMade()
        && !session.folder().isThere()
        && (lost.contains(session.id()) || !hasEnded);
  }

  /// The operator does not wait for the folder of a session any more.
  void giveUp(HostedSession session, OperatorEnd end) {
    register.giveUp(session.id(), end);
    lost.remove(session.id());
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

  /// The session that is meant by an id or the beginning of one. Nothing of the others is read.
  HostedSession find(String text) {
    HostedSession there = sessions.get(text);
    if (there != null) {
      return there;
    }
    findLost(
        SessionFolder.beginning(workspace, text),
        registered().stream().filter(id -> id.startsWith(text)).toList());
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

  /// One that could not be started, whose folder is gone again.
  void forget(HostedSession session, Throwable failure) {
    try {
      register.strike(session.id()); // first, or somebody who lists meanwhile misses it
    } catch (UncheckedIOException left) {
      failure.addSuppressed(left);
    }
    remove(session);
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
