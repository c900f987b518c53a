package io.papertape.service.projection;

import io.papertape.workspace.PlainText;
import io.papertape.workspace.Workspace;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.hibernate.exception.DataException;

/// Keeps the database in step with the run folders: each run is one transaction, so that readers
/// see all of it or nothing.
@ApplicationScoped
public class Projection {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE_MILLIS = 1_000;
  private static final int TRANSACTION_SECONDS = 600;
  private static final List<Class<? extends RunRow>> TABLES =
      List.of(DecisionRow.class, OrderRow.class, FillRow.class, RoundTripRow.class);

  private final Workspace workspace;
  private final EntityManager entities;
  private final Flyway flyway;
  private final ReentrantLock lock = new ReentrantLock(true); // a comparison takes it run by run
  private long lookedNanos;
  private boolean hasTables;
  private volatile boolean hasLooked;
  private volatile boolean isCompared;
  private volatile boolean isEnding;

  Projection(Workspace workspace, EntityManager entities, Flyway flyway) {
    this.workspace = workspace;
    this.entities = entities;
    this.flyway = flyway;
  }

  /// Takes in what changed on disk, unless it was looked at within the last second. While a run is
  /// compared that takes long, what is there is as it was.
  public void refresh() {
    if (!locks()) {
      return;
    }
    try {
      if (!hasLooked || System.nanoTime() - lookedNanos >= LOOK_AGAIN_NANOS) {
        takeIn();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean locks() {
    try {
      while (!lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        if (isCompared) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Lets the next request see what is on disk now, however short ago the last look was.
  public void lookAgain() {
    hasLooked = false;
  }

  /// Takes in what changed on disk, then runs an action while nothing else changes the
  /// projection.
  void whileCurrent(Runnable action) {
    whileCurrent(this::takeIn, action);
  }

  /// The same for one run, so that nobody waits longer than for one.
  void whileCurrent(RunFolder folder, Runnable action) {
    whileCurrent(() -> takeInChanged(folder), action);
  }

  private void whileCurrent(Runnable first, Runnable action) {
    lock.lock();
    try {
      first.run();
      isCompared = true;
      action.run();
    } finally {
      isCompared = false;
      lock.unlock();
    }
  }

  /// @throws IllegalStateException if the service ends
  void requireGoingOn() {
    if (isEnding) {
      throw new IllegalStateException("Service ends: what was compared so far says nothing.");
    }
  }

  /// Empties the database and fills it from the run folders.
  ///
  /// @return number of runs taken in
  public int rebuild() {
    lock.lock();
    try {
      makeTables();
      QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(this::empty);
      takeIn();
      // No method reference: Panache puts the query into calls that it can see.
      return QuarkusTransaction.requiringNew().call(() -> StoredRun.listAll().size());
    } finally {
      lock.unlock();
    }
  }

  /// A run as it stands in the database.
  public Optional<StoredRun> find(String id) {
    return StoredRun.findByIdOptional(id);
  }

  /// Lets the run that is being taken in come to its end before the database is closed;
  /// the others are taken in at the next start.
  void end(@Observes ShutdownEvent event) {
    isEnding = true;
    lock.lock();
    try {
      Log.debug("Projection is at rest");
    } finally {
      lock.unlock();
    }
  }

  /// Not at the start: a disk that takes nothing more must not keep the sessions from going on.
  private void makeTables() {
    if (!hasTables) {
      flyway.migrate();
      hasTables = true;
    }
  }

  private void takeIn() {
    if (isEnding) {
      return;
    }
    makeTables();
    hasLooked = true;
    Map<String, String> known = new LinkedHashMap<>();
    QuarkusTransaction.requiringNew()
        .run(() -> StoredRun.<StoredRun>listAll().forEach(r -> known.put(r.id, r.fingerprint)));
    for (RunFolder folder : RunFolder.all(workspace)) {
      if (isEnding) {
        return;
      }
      String fingerprint = fingerprint(folder);
      if (!fingerprint.equals(known.remove(folder.id()))) {
        takeIn(folder, fingerprint);
      }
    }
    known.keySet().forEach(this::remove);
    lookedNanos = System.nanoTime();
  }

  private void takeInChanged(RunFolder folder) {
    String known =
        QuarkusTransaction.requiringNew()
            .call(() -> find(folder.id()).map(run -> run.fingerprint).orElse(""));
    String fingerprint = fingerprint(folder);
    if (!isEnding && folder.isThere() && !fingerprint.equals(known)) {
      takeIn(folder, fingerprint);
    }
  }

  /// A folder whose files cannot even be looked at has one too, so that it is told of once.
  private static String fingerprint(RunFolder folder) {
    try {
      return folder.fingerprint();
    } catch (UncheckedIOException _) {
      return "unreadable";
    }
  }

  private void takeIn(RunFolder folder, String fingerprint) {
    try {
      inTransaction(
          () -> {
            delete(folder.id());
            RowBatch batch = new RowBatch(entities);
            StoredRun run = RunReading.read(folder, fingerprint, batch);
            batch.finish();
            run.persistAndFlush();
          });
      Log.infof("Took in a run: run=%s", folder.id());
    } catch (BrokenRun e) {
      takeInBroken(folder, fingerprint, e.getMessage());
    } catch (DataException e) {
      takeInBroken(
          folder,
          fingerprint,
          "Run does not fit the projection: reason=%s. Run the strategy again."
              .formatted(ProjectionFault.reason(e.getSQLException())));
    }
  }

  private void takeInBroken(RunFolder folder, String fingerprint, String problem) {
    inTransaction(
        () -> {
          delete(folder.id());
          StoredRun.broken(folder.id(), fingerprint, problem).persist();
        });
    Log.warnf("Found a broken run: run=%s, problem=%s", folder.id(), PlainText.of(problem));
  }

  private void remove(String id) {
    inTransaction(() -> delete(id));
    Log.infof("Removed a run whose folder is gone: run=%s", id);
  }

  private static void inTransaction(Runnable work) {
    QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(work);
  }

  private void delete(String id) {
    for (Class<? extends RunRow> table : TABLES) {
      entities
          .createQuery("delete from %s where runId = :run".formatted(table.getSimpleName()))
          .setParameter("run", id)
          .executeUpdate();
    }
    StoredRun.deleteById(id);
    entities.flush();
    entities.clear();
  }

  private void empty() {
    for (Class<? extends RunRow> table : TABLES) {
      entities.createQuery("delete from " + table.getSimpleName()).executeUpdate();
    }
    StoredRun.deleteAll();
  }
}
