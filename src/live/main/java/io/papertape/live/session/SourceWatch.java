package io.papertape.live.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Notices that files which a session was made of have changed while it runs. It goes on with what
/// it began with; whoever changed them may think otherwise.
final class SourceWatch {
  private final SessionAlerts alerts;
  private final Consumer<String> notices;
  private final Map<String, Seen> seen = new HashMap<>();

  /// @param stamp   sizes and times of the files, which are read only when these change
  /// @param wasGood whether they were once those of the session in this life
  private record Seen(PaperSession life, String stamp, boolean wasGood) {}

  SourceWatch(SessionAlerts alerts, Consumer<String> notices) {
    this.alerts = alerts;
    this.notices = notices;
  }

  /// Looks at those of all sessions that run; to be called every few seconds, on a thread that may
  /// wait for a disk.
  synchronized void look(Collection<HostedSession> sessions) {
    for (HostedSession one : sessions) {
      Optional<PaperSession> life = one.session().filter(_ -> one.isRunning());
      if (life.isEmpty()) {
        seen.remove(one.id());
      } else {
        lookSafely(one, life.get());
      }
    }
  }

  /// One whose folder has gone is named by whoever looks after that; none holds up the others.
  private void lookSafely(HostedSession one, PaperSession life) {
    try {
      look(one, life);
    } catch (RuntimeException _) {
      seen.remove(one.id());
    }
  }

  private void look(HostedSession one, PaperSession life) {
    Path strategy = one.folder().strategy();
    String stamp = stamp(one.manifest(), strategy);
    Seen before = seen.get(one.id());
    boolean isNew = before == null || before.life() != life;
    if (!isNew && before.stamp().equals(stamp)) {
      return;
    }
    List<String> changed = changed(one.manifest(), strategy);
    seen.put(one.id(), new Seen(life, stamp, changed.isEmpty() || (!isNew && before.wasGood())));
    boolean isKept = SessionSources.isKept(one.folder(), one.manifest());
    if (changed.isEmpty()) {
      if (one.changedSources().isPresent()) {
        notices.accept("Files of session %s are again what it began with".formatted(one.id()));
      } else if (isNew && !isKept) {
        one.noted(
            "No copy of the strategy's files is kept: a recovery needs them as they are now.");
      }
      one.sourcesChanged(Optional.empty());
    } else if ((isKept || (!isNew && before.wasGood())) && one.changedSources().isEmpty()) {
      String what = words(changed, isKept);
      one.sourcesChanged(Optional.of(what));
      notices.accept("Session %s: %s".formatted(one.id(), what));
      alerts.sourcesChanged(one, what);
    }
  }

  private static String words(List<String> changed, boolean isKept) {
    return "its files have changed since it began: %s. It goes on with what it began with%s"
        .formatted(
            String.join(", ", changed),
            isKept
                ? ", and a recovery takes the copy of that."
                : "; a recovery needs them as they were: restore them.");
  }

  private static List<String> changed(SessionManifest manifest, Path strategy) {
    List<String> changed = new ArrayList<>();
    for (String name : manifest.sources().keySet()) {
      if (!SessionSources.isAsBefore(manifest, strategy, name)) {
        changed.add(name);
      }
    }
    DescribedFeed.file(manifest.feed())
        .filter(_ -> DescribedFeed.hasChanged(manifest.feed()))
        .ifPresent(file -> changed.add(file.toString()));
    return changed;
  }

  private static String stamp(SessionManifest manifest, Path strategy) {
    StringBuilder stamp = new StringBuilder();
    manifest.sources().keySet().forEach(name -> stamp.append(stamp(strategy.resolve(name))));
    DescribedFeed.file(manifest.feed()).ifPresent(file -> stamp.append(stamp(file)));
    return stamp.toString();
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return "%d %s %s;".formatted(now.size(), now.lastModifiedTime(), now.fileKey());
    } catch (IOException _) {
      return "gone;";
    }
  }
}
